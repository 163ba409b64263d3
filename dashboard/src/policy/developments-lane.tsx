import type { TimelineItem } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { rangeText } from '../parts/period.js';
import { useWords } from '../words/language.js';

interface LaneProps {
  items: readonly TimelineItem[];
  at: (day: string | null, open: 0 | 1) => number;
  y: number;
  labels: number;
  day: string | undefined;
}

/** Each development where it happened: a point for a day, a fading bar for a range, hollow if still to come, struck if superseded. */
export function DevelopmentsLane({ items, at, y, labels, day }: LaneProps) {
  const words = useWords();
  return (
    <g className="lane-developments">
      {labels > 0 && (
        <text className="lane-name" x={0} y={y + 16}>
          {words.developments}
        </text>
      )}
      {items.map((item) => (
        <Glyph key={item.eventId} item={item} at={at} y={y + 11} day={day} />
      ))}
    </g>
  );
}

function Glyph({
  item,
  at,
  y,
  day,
}: {
  item: TimelineItem;
  y: number;
  at: LaneProps['at'];
  day: string | undefined;
}) {
  const { earliest, latest, text } = item.effective;
  const from = at(earliest, 0);
  const to = Math.max(at(latest, 1), from);
  const superseded = item.supersededBy !== undefined;
  const later = day !== undefined && (earliest ?? '') > day;
  const style = superseded ? 'gone' : later ? 'later' : 'done';
  const note = item.payload['text'];
  const { kind } = useLabels();
  return (
    <g className={`glyph ${style}`}>
      <title>{`${text} (${rangeText(item.effective)}) ${kind(item.kind)}${typeof note === 'string' ? `: ${note}` : ''}`}</title>
      {to - from < 8 ? (
        <path d={`M${String((from + to) / 2)} ${String(y - 6)}l6 6l-6 6l-6 -6z`} />
      ) : (
        <rect x={from} y={y - 5} width={to - from} height={10} rx={5} />
      )}
      {superseded && <line x1={from - 8} x2={to + 8} y1={y + 5} y2={y - 5} />}
    </g>
  );
}
