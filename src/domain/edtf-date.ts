import {
  type DayRange,
  dayAfter,
  dayBefore,
  daysOfMonths,
  FIRST_DAY,
  isDay,
  LAST_DAY,
  monthNumber,
} from './day.js';

/** One date of the subset, without its role in a range or interval. */
export interface EdtfDate {
  /** The possible days; never open. */
  days: DayRange;
  /** It has `?` or `%`. */
  questionable: boolean;
}

/** Month 21 is spring, 22 summer, 23 autumn, 24 winter: northern, meteorological; winter continues into the next year. */
const FIRST_SEASON = { code: 21, month: 3 };
const FIRST_QUARTER = { code: 33, month: 1 };

const FORM = /^(?:([0-9]{3})X|([0-9]{4})(?:-(XX|[0-9]{2})(?:-(XX|[0-9]{2}))?)?)([?~%])?$/;

/**
 * One date: `2024`, `2024-01`, `2024-01-18`, `202X`, `2023-XX`, `2023-XX-XX`, `2023-12-XX`, season `2023-21`..`24`, quarter
 * `2024-33`..`36`, each with an optional `?`, `~` or `%`. Undefined for anything else, also for days that do not exist. `~` and
 * `%` extend it on both sides by one unit, the smallest one given in digits (a decade for `202X`).
 */
export function readEdtfDate(text: string): EdtfDate | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, decade, year = '', month, day, qualifier] = match;
  const approximate = qualifier === '~' || qualifier === '%';
  const days =
    decade !== undefined
      ? monthsFrom(monthNumber(Number(decade) * 10, 1), 120, approximate)
      : daysIn(year, month, day, approximate);
  return days && { days, questionable: qualifier === '?' || qualifier === '%' };
}

function daysIn(
  year: string,
  month: string | undefined,
  day: string | undefined,
  wide: boolean,
): DayRange | undefined {
  if (Number(year) === 0) return undefined;
  if (day !== undefined && day !== 'XX')
    return month === 'XX' ? undefined : oneDay(`${year}-${month ?? ''}-${day}`, wide);
  // An X means "some month" or "some day": the known unit is the one before it.
  if (month === undefined || month === 'XX') return monthsFrom(monthNumber(Number(year), 1), 12, wide);
  const number = Number(month);
  if (number >= 1 && number <= 12) return monthsFrom(monthNumber(Number(year), number), 1, wide);
  if (day !== undefined) return undefined;
  return threeMonths(Number(year), number, wide);
}

function threeMonths(year: number, code: number, wide: boolean): DayRange | undefined {
  for (const first of [FIRST_SEASON, FIRST_QUARTER]) {
    const index = code - first.code;
    if (index >= 0 && index < 4) return monthsFrom(monthNumber(year, first.month) + 3 * index, 3, wide);
  }
  return undefined;
}

function monthsFrom(first: number, count: number, wide: boolean): DayRange {
  return wide ? daysOfMonths(first - count, 3 * count) : daysOfMonths(first, count);
}

function oneDay(day: string, wide: boolean): DayRange | undefined {
  if (!isDay(day)) return undefined;
  if (!wide) return { earliest: day, latest: day };
  return {
    earliest: day === FIRST_DAY ? day : dayBefore(day),
    latest: day === LAST_DAY ? day : dayAfter(day),
  };
}
