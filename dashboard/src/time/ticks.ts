import { longDate } from '../edtf/long-date.js';
import type { Language } from '../words/translation.js';
import type { Spread } from './scale.js';
import { dayText } from './days.js';

export interface Tick {
  /** 0 to 1. */
  at: number;
  text: string;
}

const MOST = 6;

/** Dates along a spread: first days of years where it holds two or more, else of its ends. */
export function ticksOf({ from, to, at }: Spread, language: Language): Tick[] {
  const [first, last] = [yearOf(from) + 1, yearOf(to)];
  if (last <= first)
    return [0.15, 0.85].map((share) => ({
      at: share,
      text: longDate(dayText(from + share * (to - from)), language),
    }));
  const every = Math.ceil((last - first + 1) / MOST);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => {
    const year = String(first + i * every).padStart(4, '0');
    return { at: at(`${year}-01-01`), text: year };
  });
}

const yearOf = (day: number): number => Number(dayText(day).slice(0, 4));
