import { BEGINNING, dayAfter, type DayRange, FOREVER } from './day.js';

/**
 * The canonical EDTF text of a range of days, which parseEdtf reads back as the same `begin`: a whole year `2024`, a whole
 * month `2024-07`, one day, else `[a..b]`, `[..b]` or `[a..]` with days. Two ranges have no EDTF date: begun before every day
 * gives `..` (an interval's open side), and any day gives `[..]`.
 */
export function formatRange({ earliest, latest }: DayRange): string {
  if (earliest === latest) return earliest === BEGINNING || earliest === FOREVER ? '..' : earliest;
  const from = earliest === BEGINNING ? '' : earliest;
  const to = latest === FOREVER ? '' : latest;
  const year = earliest.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  const month = earliest.slice(0, 7);
  // Only the last day of the month is followed by another month.
  if (from === `${month}-01` && latest.startsWith(month) && !dayAfter(latest).startsWith(month)) return month;
  return `[${from}..${to}]`;
}
