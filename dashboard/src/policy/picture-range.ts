import type { HistoryItem, TimelineItem } from '../api/client.js';
import { dayNumber } from '../time/days.js';
import { spread } from '../time/scale.js';

/** The days that a range of the picture shows; `all` fits the data. */
export const RANGES = { all: null, '5y': 5 * 365, '1y': 365, '3m': 91 } as const;
export type Range = keyof typeof RANGES;

/** Day numbers at the left and the right edge. */
export interface Window {
  from: number;
  to: number;
}

export const isRange = (text: string | undefined): text is Range => text !== undefined && text in RANGES;

/** The next closer range; the closest one stays. */
export function closer(range: Range): Range {
  const names = Object.keys(RANGES) as Range[];
  return names[names.indexOf(range) + 1] ?? range;
}

/** All days on which something begins or ends. */
export const daysOf = (items: readonly TimelineItem[], history: readonly HistoryItem[]): string[] =>
  [
    ...items.flatMap(({ effective: { earliest, latest } }) => [earliest, latest]),
    ...history.flatMap(({ from, until }) => [from, until]),
  ].filter((day) => day !== null);

/**
 * The window of a range around a day. It never leaves the data: a day far away would show an empty picture.
 * @param days of the data; if there are none, the window is around the day
 */
export function windowOf(range: Range, days: readonly string[], around: string): Window {
  const whole = spread(days.length === 0 ? [around] : days, 0.05);
  const length = RANGES[range];
  if (length === null || length >= whole.to - whole.from) return { from: whole.from, to: whole.to };
  const first = Math.round(dayNumber(around) - length / 2);
  const from = Math.min(Math.max(first, whole.from), whole.to - length);
  return { from, to: from + length };
}
