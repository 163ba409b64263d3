import type { Words } from '../words/en.js';
import { rangeOf, type DayRange } from './range.js';

type Phrases = Words['meaning'];

/** The days that an EDTF text means, in words: "some day from 1 September 2023 to 30 November 2023". */
export function meaningOf(text: string, phrases: Phrases): string {
  const meaning = daysOrPeriod(text, phrases);
  return /[?%]/.test(text) ? phrases.questioned(meaning) : meaning;
}

function daysOrPeriod(text: string, phrases: Phrases): string {
  const [start, end] = text.split('/');
  if (start === undefined || end === undefined) {
    const range = rangeOf(text);
    return range ? someDay(range, phrases) : text;
  }
  const side = (date: string, open: string, unknown: string, dated: (days: string) => string): string => {
    const range = rangeOf(date);
    if (range) return dated(someDay(range, phrases));
    return date === '..' ? open : unknown;
  };
  return phrases.both(
    side(start, phrases.alwaysBegun, phrases.beginUnknown, phrases.begins),
    side(end, phrases.noEnd, phrases.endUnknown, phrases.lasts),
  );
}

function someDay({ earliest, latest }: DayRange, phrases: Phrases): string {
  const day = (text: string) => {
    const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
    return phrases.day(year, month, date);
  };
  if (earliest !== null && latest !== null)
    return earliest === latest ? day(earliest) : phrases.someDay(day(earliest), day(latest));
  if (latest !== null) return phrases.someDayBy(day(latest));
  return earliest === null ? '' : phrases.someDayFrom(day(earliest));
}
