import { english } from './english.js';
import { japanese } from './japanese.js';
import { rangeOf, type DayRange } from './range.js';

export interface DateReading {
  /** EDTF, as it is sent. */
  text: string;
  range: DayRange;
}

/**
 * What somebody meant by a date: EDTF as it is, or words in English or Japanese.
 * @param country ISO 3166-1 code whose fiscal years are meant
 */
export function readDate(given: string, country = 'JP'): DateReading | null {
  // NFKC turns full-width digits, as Japanese keyboards give them, into plain ones.
  const text = given.normalize('NFKC').trim().replace(/\s+/g, ' ');
  for (const candidate of [
    text,
    english(text.toLowerCase(), country),
    japanese(text.replaceAll(' ', ''), country),
  ]) {
    const range = candidate === null ? null : rangeOf(candidate);
    if (candidate !== null && range) return { text: candidate, range };
  }
  return null;
}

/** What is sent for a text: its reading, or the text itself for the service to refuse with its hint. */
export const dateToSend = (text: string, country?: string): string =>
  readDate(text, country)?.text ?? text.trim();
