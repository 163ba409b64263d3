import { longDate } from '../edtf/long-date.js';
import { said } from '../edtf/said.js';
import { useLanguage } from '../words/language.js';

export interface Dates {
  /** EDTF in words: "by February 2024". */
  date: (text: string) => string;
  /** A day in words: "31 July 2024"; empty without a day. */
  day: (text: string | null | undefined) => string;
  /** Days from one to another in words; null is open. */
  days: (earliest: string | null, latest: string | null) => string;
}

/** Formats dates in the reader's language. */
export function useDates(): Dates {
  const { language, words } = useLanguage();
  const day: Dates['day'] = (text) => (text ? longDate(text, language) : '');
  return {
    date: (text) => said(text, words.date, language),
    day,
    days: (earliest, latest) => {
      if (earliest === latest) return day(earliest);
      if (earliest === null) return words.date.until(day(latest));
      return latest === null ? words.date.since(day(earliest)) : words.date.span(day(earliest), day(latest));
    },
  };
}
