/**
 * Civil days as text: `YYYY-MM-DD`, years 0001 to 9999, proleptic Gregorian, or one of the two sentinels below. Days compare as
 * strings, in code as in PostgreSQL. `Date` is never used, because it would shift days by a time zone.
 */
export type Day = string;

/** Before every day. PostgreSQL's own literal; as text it sorts before any day, because '-' < '0'. */
export const BEGINNING: Day = '-infinity';
/** After every day. PostgreSQL's own literal; as text it sorts after any day, because 'i' > '9'. */
export const FOREVER: Day = 'infinity';

export const FIRST_DAY: Day = '0001-01-01';
export const LAST_DAY: Day = '9999-12-31';

/** A day from `earliest` to `latest`, both included; a sentinel means open. */
export interface DayRange {
  earliest: Day;
  latest: Day;
}

const MONTHS_PER_YEAR = 12;
const FIRST_MONTH = monthNumber(1, 1);
const LAST_MONTH = monthNumber(9999, MONTHS_PER_YEAR);

/** True for a day that exists in the calendar; false for the sentinels, `2025-02-29` and year 0000. */
export function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return year >= 1 && month >= 1 && month <= MONTHS_PER_YEAR && day >= 1 && day <= daysInMonth(year, month);
}

/** The next day. 9999-12-31 gives FOREVER, a sentinel gives itself. */
export function dayAfter(day: Day): Day {
  if (isSentinel(day)) return day;
  if (day === LAST_DAY) return FOREVER;
  const parts = partsOf(day);
  if (parts.day < daysInMonth(parts.year, parts.month)) return dayOf(parts.year, parts.month, parts.day + 1);
  return firstDayOfMonth(monthNumber(parts.year, parts.month) + 1);
}

/** The day before. 0001-01-01 gives BEGINNING, a sentinel gives itself. */
export function dayBefore(day: Day): Day {
  if (isSentinel(day)) return day;
  if (day === FIRST_DAY) return BEGINNING;
  const parts = partsOf(day);
  if (parts.day > 1) return dayOf(parts.year, parts.month, parts.day - 1);
  return lastDayOfMonth(monthNumber(parts.year, parts.month) - 1);
}

/** Months counted from year 0, so that arithmetic needs no carry; `month` is 1 to 12. */
export function monthNumber(year: number, month: number): number {
  return year * MONTHS_PER_YEAR + month - 1;
}

/** The days of `count` months from `first` (see monthNumber), limited to 0001-01-01..9999-12-31. */
export function daysOfMonths(first: number, count: number): DayRange {
  const last = first + count - 1;
  return {
    earliest: first < FIRST_MONTH ? FIRST_DAY : firstDayOfMonth(first),
    latest: last > LAST_MONTH ? LAST_DAY : lastDayOfMonth(last),
  };
}

/** 28 to 31. `month` is 1 to 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isSentinel(day: Day): boolean {
  return day === BEGINNING || day === FOREVER;
}

function firstDayOfMonth(number: number): Day {
  return dayOf(Math.floor(number / MONTHS_PER_YEAR), (number % MONTHS_PER_YEAR) + 1, 1);
}

function lastDayOfMonth(number: number): Day {
  const year = Math.floor(number / MONTHS_PER_YEAR);
  const month = (number % MONTHS_PER_YEAR) + 1;
  return dayOf(year, month, daysInMonth(year, month));
}

function partsOf(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

function dayOf(year: number, month: number, day: number): Day {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
