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
 * The meaning of a date: EDTF itself, or words in English or Japanese. Ambiguous words give a choice; null for texts that
 * cannot be read.
 * @param country ISO 3166-1 code whose fiscal years are used
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

/** The only meaning of a date; null if there is none or a choice. */
export function readDate(given: string, country?: string): DateReading | null {
  const found = interpret(given, country);
  return found && 'text' in found ? found : null;
}

/** The text to send: the reading, or the text itself, which the service refuses with a hint. */
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
