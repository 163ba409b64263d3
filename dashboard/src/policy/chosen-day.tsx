import { dayNumber } from '../time/days.js';
import { useDates } from '../parts/use-dates.js';
import type { Linear } from '../time/linear.js';
import { useWords } from '../words/language.js';

interface ChosenDayProps {
  x: Linear;
  day: string;
  top: number;
  height: number;
}

/** A line at the chosen day; an arrow at the edge if the day lies beyond it. */
export function ChosenDay({ x, day, top, height }: ChosenDayProps) {
  const { legend } = useWords();
  const dates = useDates();
  const [left, right] = x.pixels;
  const at = x(dayNumber(day));
  if (at >= left && at <= right)
    return <line className="now" x1={at} x2={at} y1={top} y2={height} aria-hidden="true" />;
  const [edge, way] = at < left ? [left, 1] : [right, -1];
  return (
    <g aria-hidden="true">
      <title>{`${legend.cursor}: ${dates.day(day)}`}</title>
      <path className="now-beyond" d={`M${String(edge)} ${String(top)}l${String(9 * way)} -6v12z`} />
      <text className="now-day" x={edge + 13 * way} y={top + 4} textAnchor={way > 0 ? 'start' : 'end'}>
        {dates.day(day)}
      </text>
    </g>
  );
}
