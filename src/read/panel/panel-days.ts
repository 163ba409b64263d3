import { dayAfter, type Day } from '../../domain/day.js';
import { DomainProblem } from '../../domain/problem.js';

export const STEPS = ['day', 'month'] as const;
export type Step = (typeof STEPS)[number];

const MOST_DAYS = 400;
const MOST_CELLS = 100_000;

/**
 * The days of a panel: each from `from` to `to`, or `from` and the first day of each later month.
 * @param limit rows of the panel
 * @throws DomainProblem `invalid-input` for a panel that ends before it begins, or is too large
 */
export function panelDays(from: Day, to: Day, step: Step, limit: number): Day[] {
  if (to < from) throw refused('to', `The grid ends before it begins: give a day from ${from} on`);
  const days: Day[] = [];
  for (let day = from; day <= to; day = step === 'day' ? dayAfter(day) : nextMonth(day)) {
    days.push(day);
    if (days.length > MOST_DAYS)
      throw refused('to', `A grid has at most ${MOST_DAYS} days: narrow it, or ask by month`);
  }
  if (days.length * limit > MOST_CELLS)
    throw refused(
      'limit',
      `A page has at most ${MOST_CELLS} cells: with ${days.length} days ask for ${Math.floor(MOST_CELLS / days.length)} policies`,
    );
  return days;
}

/** The first day of the next month; after December 9999 it is after all days. */
function nextMonth(day: Day): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return nextYear > 9999
    ? 'infinity'
    : `${String(nextYear).padStart(4, '0')}-${String(next).padStart(2, '0')}-01`;
}

const refused = (parameter: string, detail: string) =>
  new DomainProblem('invalid-input', detail, { errors: [{ parameter, detail }] });
