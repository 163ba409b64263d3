import { dayNumber } from './days.js';

/** Maps days to 0 to 1. */
export interface Spread {
  /** Day numbers at 0 and 1. */
  from: number;
  to: number;
  /** The coordinate of a day; null (open) is at `open`: 0 before all, 1 after all. */
  at: (day: string | null, open?: 0 | 1) => number;
}

/**
 * A scale for all these days, with a margin (a share of its width) on both sides.
 * @param least the margin in days, if the share is less
 */
export function spread(days: readonly string[], margin: number, least = 15): Spread {
  const numbers = days.map(dayNumber);
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  const space = Math.max(least, (last - first) * margin);
  const from = Math.floor(first - space);
  const to = Math.ceil(last + space);
  const at = (day: string | null, open: 0 | 1 = 0): number =>
    day === null ? open : Math.min(1, Math.max(0, (dayNumber(day) - from) / (to - from)));
  return { from, to, at };
}
