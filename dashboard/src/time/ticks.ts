import { longDate, shortMonth } from '../edtf/long-date.js';
import type { Language } from '../words/translation.js';
import type { Spread } from './scale.js';
import { dayNumber, dayText } from './days.js';

export interface Tick {
  /** 0 to 1. */
  at: number;
  text: string;
}

const MOST_YEARS = 6;
/** Months and days are longer words; a phone has room for this many. */
const MOST_MONTHS = 3;
const MOST_DAYS = 2;
/** From here on a long date would be cut at the end of the axis. */
const CUT = 0.88;
/** Steps in months that begin with January. */
const STEPS = [1, 2, 3, 4, 6, 12];

/** Dates along a spread: first days of years where it holds two or more, else of months, else days. */
export function ticksOf(spread: Spread, language: Language): Tick[] {
  const years = starts(spread, 12);
  if (years.length >= 2)
    return every(years, Math.ceil(years.length / MOST_YEARS)).map((day) =>
      tick(spread, day, day.slice(0, 4)),
    );
  const months = STEPS.map((step) => starts(spread, step)).find(({ length }) => length <= MOST_MONTHS) ?? [];
  if (months.length >= 2) return months.map((day) => tick(spread, day, shortMonth(day, language)));
  return daysIn(spread).map((day) => tick(spread, day, longDate(day, language)));
}

const tick = ({ at }: Spread, day: string, text: string): Tick => ({ at: at(day), text });

const every = <T>(all: readonly T[], step: number): T[] => all.filter((_, i) => i % step === 0);

/** The first days of each `step` months in the spread. */
function starts({ from, to }: Spread, step: number): string[] {
  const year = Number(dayText(from).slice(0, 4));
  const months = (Number(dayText(to).slice(0, 4)) - year + 1) * 12;
  const firsts = Array.from({ length: months / step }, (_, i) => {
    const [years, month] = [Math.floor((i * step) / 12), (i * step) % 12];
    return `${String(year + years).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`;
  });
  return firsts.filter((day) => dayNumber(day) >= from && dayNumber(day) <= to);
}

/** A few days with about the same distances, off the ends, where words would be cut. */
function daysIn({ from, to, at }: Spread): string[] {
  const days = Array.from({ length: MOST_DAYS }, (_, i) =>
    dayText(Math.ceil(from + ((to - from) * (i + 0.3)) / MOST_DAYS)),
  );
  return [...new Set(days)].filter((day) => at(day) < CUT);
}
