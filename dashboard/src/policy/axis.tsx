import { shortMonth } from '../edtf/long-date.js';
import { dayNumber, dayText } from '../time/days.js';
import type { Linear } from '../time/linear.js';
import { useLanguage } from '../words/language.js';

interface AxisProps {
  x: Linear;
  height: number;
  /** If it lies beyond the axis, its label has the place of the last labels there. */
  day: string | undefined;
}

/** Lines at the starts of years, or of quarters if there is room. */
export function Axis({ x, height, day }: AxisProps) {
  const { language } = useLanguage();
  return (
    <g className="axis" aria-hidden="true">
      {ticks(x).map((tick) => (
        <g key={tick} transform={`translate(${String(x(dayNumber(tick)))},0)`}>
          <line y1={16} y2={height} className={tick.endsWith('-01-01') ? 'year' : undefined} />
          {isFree(x, tick, day) && (
            <text y={11}>{tick.endsWith('-01-01') ? tick.slice(0, 4) : shortMonth(tick, language)}</text>
          )}
        </g>
      ))}
    </g>
  );
}

/** The width of the label of a day beyond the axis, with half of that of a month, in pixels. */
const BEYOND = 150;

function isFree(x: Linear, tick: string, day: string | undefined): boolean {
  const [from, to] = x.days;
  const [left, right] = x.pixels;
  const at = x(dayNumber(tick));
  if (day === undefined) return true;
  return !(dayNumber(day) > to && at > right - BEYOND) && !(dayNumber(day) < from && at < left + BEYOND);
}

const STEPS = [1, 3, 12, 24, 60, 120, 600, 1200];
const ROOM = 64;

function ticks(x: Linear): string[] {
  const [from, to] = x.days;
  const [left, right] = x.pixels;
  const months = (to - from) / 30.44;
  const step = STEPS.find((each) => (months / each) * ROOM < right - left) ?? 1200;
  const [year = 1] = dayText(from).split('-').map(Number);
  const days: string[] = [];
  const first = Math.floor(year / Math.max(1, step / 12)) * Math.max(1, step / 12);
  for (let month = 0; ; month += step) {
    const day = `${String(first + Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    const number = dayNumber(day);
    if (number > to) return days;
    if (number >= from && x(number) < right - 20) days.push(day);
  }
}
