import type { Day } from '../../domain/day.js';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. Date serves only as a calendar in UTC; Date.UTC would read the years 0 to 99 as 1900 to 1999. */
export function epochDay(day: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
  return date.getTime() / MS_PER_DAY;
}

/** Microseconds since 1970-01-01T00:00:00Z of an instant in UTC with six decimals. */
export function epochMicros(instant: string): bigint {
  const seconds =
    epochDay(instant.slice(0, 10)) * 86_400 +
    Number(instant.slice(11, 13)) * 3600 +
    Number(instant.slice(14, 16)) * 60 +
    Number(instant.slice(17, 19));
  return BigInt(seconds) * 1_000_000n + BigInt(instant.slice(20, 26));
}
