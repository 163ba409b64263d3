import { english } from './english.js';
import { japanese } from './japanese.js';
import { rangeOf, type DayRange } from './range.js';
import { doubted, type Doubted } from './reading.js';

export interface DateReading {
  /** EDTF, as it is sent. */
  text: string;
  range: DayRange;
}

/**
 * What a date means: EDTF as it is, or words in English or Japanese. Words that may mean several dates give the choice
 * instead; null for what is not understood at all.
 * @param country ISO 3166-1 code whose fiscal years are meant
 */
export function interpret(given: string, country = 'JP'): DateReading | Doubted | null {
  // NFKC turns full-width digits, as Japanese keyboards give them, into plain ones.
  const text = given.normalize('NFKC').trim().replace(/\s+/g, ' ');
  return (
    reading(text.replace(/ ?(\/|\.\.) ?/g, '$1')) ??
    understood(english(text.toLowerCase(), country)) ??
    understood(japanese(text.replaceAll(' ', ''), country))
  );
}

/** The one meaning of a date; null where there is none or a choice. */
export function readDate(given: string, country?: string): DateReading | null {
  const found = interpret(given, country);
  return found && 'text' in found ? found : null;
}

/** What is sent for a text: its reading, or the text itself for the service to refuse with its hint. */
export const dateToSend = (text: string, country?: string): string =>
  readDate(text, country)?.text ?? text.trim();

function understood(read: ReturnType<typeof english>): DateReading | Doubted | null {
  if (read === null) return null;
  if (typeof read === 'string') return reading(read);
  return doubted(read.doubt, ...read.choices.filter((choice) => rangeOf(choice)));
}

function reading(text: string): DateReading | null {
  const range = rangeOf(text);
  return range && { text, range };
}
