import { dayAfter, daysOfMonths, monthNumber, type Day } from '../../domain/day.js';
import type { Days, Step } from '../export-request.js';

/** Most days of a panel: eleven years, day by day. More is taken for a mistake. */
export const MOST_DAYS = 4020;

const MONTHS: Partial<Record<Step, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * The days of a panel. Months, quarters and years keep the day of the month of `from`; in a shorter month it is the last day.
 * Never more than MOST_DAYS + 1.
 */
export function daysOf({ from, to, every }: Days): Day[] {
  const days: Day[] = [];
  const months = MONTHS[every];
  let day = from;
  for (let step = 1; day <= to && days.length <= MOST_DAYS; step += 1) {
    days.push(day);
    day = months === undefined ? plus(day, every === 'week' ? 7 : 1) : inMonth(from, step * months);
  }
  return days;
}

function plus(day: Day, count: number): Day {
  let later = day;
  for (let i = 0; i < count; i += 1) later = dayAfter(later);
  return later;
}

/** The same day of the month, `months` later; a month after the year 9999 sorts after every `to`. */
function inMonth(from: Day, months: number): Day {
  const number = monthNumber(Number(from.slice(0, 4)), Number(from.slice(5, 7))) + months;
  if (number > monthNumber(9999, 12)) return dayAfter('9999-12-31');
  const { earliest, latest } = daysOfMonths(number, 1);
  const day = `${earliest.slice(0, 8)}${from.slice(8)}`;
  return day > latest ? latest : day;
}
