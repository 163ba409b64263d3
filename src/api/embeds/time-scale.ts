import { monthNumber } from '../../domain/day.js';
import type { PolicyPicture } from './policy-picture.js';
import { dayText, type Language } from './words.js';

const MOST_TICKS = 5;
/** Months between ticks, from a month to a century. */
const DISTANCES = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const DAYS_PER_YEAR = 365.2425;

/** Years since year 0 as a number, for drawing only. */
const yearsOf = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return year + (month - 1) / 12 + (date - 1) / DAYS_PER_YEAR;
};

export interface TimeScale {
  /** The place of a day, in percent of the width; what is open reaches the edge. */
  at: (day: string | null, open: 'left' | 'right') => number;
  ticks: readonly { at: number; label: string }[];
}

/** From shortly before the first step to shortly after the last one and the chosen day. */
export function timeScale({ steps, basis }: PolicyPicture, language: Language): TimeScale {
  const days = [basis.asOf, ...steps.flatMap(({ from, until }) => [from, until])]
    .filter((day) => day !== null)
    .map(yearsOf);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const margin = Math.max((last - first) * 0.08, 1 / 24);
  const [start, end] = [first - margin, last + margin];
  const percent = (years: number) => Math.round(((years - start) / (end - start)) * 10_000) / 100;
  return {
    at: (day, open) => (day === null ? (open === 'left' ? 0 : 100) : percent(yearsOf(day))),
    ticks: ticksOf(start, end, language).map(({ years, label }) => ({ at: percent(years), label })),
  };
}

function ticksOf(start: number, end: number, language: Language): { years: number; label: string }[] {
  const months = (end - start) * 12;
  const step = DISTANCES.find((each) => months / each <= MOST_TICKS) ?? 12_000;
  const ticks: { years: number; label: string }[] = [];
  const first = Math.ceil(monthNumber(start, 1) / step) * step;
  for (let month = first; month / 12 < end; month += step) {
    const year = String(Math.floor(month / 12)).padStart(4, '0');
    const text = step >= 12 ? year : `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
    if (month > 0) ticks.push({ years: month / 12, label: short(dayText(text, language)) });
  }
  return ticks;
}

const short = (label: string): string => label.replace(/^([A-Z][a-z]{2})[a-z]+/, '$1');
