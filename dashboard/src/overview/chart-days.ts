import { dayNumber, dayText, today } from '../time/days.js';

const BARS = 12;
/** Limit of the range: a development planned for 2070 must not squeeze the present into one bar. */
const AHEAD_DAYS = 366;

/** Days evenly spread from the first development to the last, or to today; independent of the chosen day. */
export function chartDays(first: string, last: string): string[] {
  const from = dayNumber(first);
  const now = dayNumber(today());
  const to = Math.max(from + BARS - 1, now, Math.min(dayNumber(last), now + AHEAD_DAYS));
  return Array.from({ length: BARS }, (_, i) => dayText(from + Math.round(((to - from) * i) / (BARS - 1))));
}
