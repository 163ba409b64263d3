import { useElementSize } from '@mantine/hooks';
import { scaleLinear } from 'd3-scale';
import type { HistoryItem, TimelineItem } from '../api/client.js';
import { ContestedSpans } from '../claims/contested-spans.js';
import { Hatching } from '../claims/hatching.js';
import { dayNumber, dayText, today } from '../time/days.js';
import { spread } from '../time/scale.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Axis } from './axis.js';
import { DevelopmentsLane } from './developments-lane.js';
import { FieldLane } from './field-lane.js';
import { lanesOf } from './lanes.js';
import { Legend } from './legend.js';

const LANE = 26;
const HEAD = 22;

/**
 * The timeline as a picture: developments above, a lane for each field below. The table of developments and the state
 * say the same in words, so the picture is one image to screen readers.
 */
export function Picture({
  items,
  history,
  day,
}: {
  items: readonly TimelineItem[];
  history: readonly HistoryItem[];
  day: string | undefined;
}) {
  const words = useWords();
  const { move } = useBasis();
  const { ref, width: measured } = useElementSize();
  const width = Math.max(300, measured);
  const labels = width < 560 ? 0 : 210;
  const lanes = lanesOf(history);
  const days = items.flatMap(({ effective: { earliest, latest } }) =>
    [earliest, latest].filter((each) => each !== null),
  );
  const steps = history.flatMap(({ from, until }) => [from, until].filter((each) => each !== null));
  const span = spread([...days, ...steps, day ?? today()], 0.05);
  const x = scaleLinear([span.from, span.to], [labels, width]);
  const at = (when: string | null, open: 0 | 1): number =>
    when === null ? (x.range()[open] ?? 0) : x(dayNumber(when));
  const height = HEAD + LANE * (lanes.length + 1) + 6;
  return (
    <div ref={ref} className="picture">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${words.picture}: ${words.developments} ${String(items.length)}. ${words.pictureHelp}`}
        onClick={({ clientX, currentTarget }) => {
          const inside = clientX - currentTarget.getBoundingClientRect().left;
          if (inside >= labels) move({ asOf: dayText(x.invert(inside)) });
        }}
      >
        <Fades />
        <Hatching />
        <Axis x={x} height={height} />
        <DevelopmentsLane items={items} at={at} y={HEAD} labels={labels} day={day} />
        {lanes.map((lane, i) => (
          <FieldLane
            key={lane.field}
            lane={lane}
            at={at}
            y={HEAD + LANE * (i + 1)}
            labels={labels}
            width={width}
          />
        ))}
        {day !== undefined && (
          <line className="now" x1={at(day, 0)} x2={at(day, 0)} y1={HEAD - 6} y2={height} />
        )}
      </svg>
      <Legend />
      <ContestedSpans history={history} />
    </div>
  );
}

/** Uncertain days fade: full in the middle of what is possible. */
function Fades() {
  return (
    <defs>
      <linearGradient id="fuzzy">
        <stop offset="0" className="fade-out" />
        <stop offset="0.5" className="fade-in" />
        <stop offset="1" className="fade-out" />
      </linearGradient>
    </defs>
  );
}
