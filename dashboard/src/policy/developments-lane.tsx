import type { TimelineItem } from '../api/client.js';
import { useWords } from '../words/language.js';
import { DevelopmentMark } from './development-mark.js';
import { marksOf } from './marks.js';
import type { Window } from './picture-range.js';
import { dayNumber } from '../time/days.js';

interface LaneProps {
  items: readonly TimelineItem[];
  at: (day: string | null, open: 0 | 1) => number;
  window: Window;
  y: number;
  labels: number;
  day: string | undefined;
}

/** Each development at its date; overlapping marks become one mark with their number. */
export function DevelopmentsLane({ items, at, window, y, labels, day }: LaneProps) {
  const words = useWords();
  const places = items.flatMap((item) => {
    const { earliest, latest } = item.effective;
    if (earliest !== null && dayNumber(earliest) > window.to) return [];
    if (latest !== null && dayNumber(latest) < window.from) return [];
    const from = at(earliest, 0);
    return [{ item, from, to: Math.max(at(latest, 1), from) }];
  });
  return (
    <g className="lane-developments">
      {labels > 0 && (
        <text className="lane-name" x={0} y={y + 16} aria-hidden="true">
          {words.developments}
        </text>
      )}
      {marksOf(places).map((mark) => (
        <DevelopmentMark key={mark.places[0]?.item.eventId} mark={mark} y={y + 11} day={day} />
      ))}
    </g>
  );
}
