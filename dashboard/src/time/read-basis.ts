import type { BasisFault } from './basis.js';
import { dayNumber, dayText } from './days.js';

/** The value of a parameter of the address, or why it cannot be read. */
export type Reading<T> = { value: T } | Pick<BasisFault, 'wrong' | 'instead'>;

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
const UNCERTAIN = ['flag', 'include', 'exclude'] as const;

/** A civil day, `YYYY-MM-DD`, years 0001 to 9999, with the rules of the service. */
export function readDay(text: string): Reading<string> {
  if (isDay(text)) return { value: text };
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:T.*)?$/.exec(text) ?? [];
  const meant = `${year}-${month}-${day}`;
  if (isDay(meant)) return { wrong: 'day', instead: meant };
  const last = lastDayOf(`${year}-${month}-01`);
  return last === null ? { wrong: 'day' } : { wrong: 'noSuchDay', instead: last };
}

/** An instant of RFC 3339. */
export function readInstant(text: string): Reading<string> {
  if (isDay(INSTANT.exec(text)?.[1] ?? '')) return { value: text };
  // A plus sign in an address is read as a space; without a zone UTC is assumed; a day means its end.
  const guesses = [text.replace(' ', '+'), `${text}Z`, `${text}T23:59:59.999999Z`];
  const instead = guesses.find((guess) => isDay(INSTANT.exec(guess)?.[1] ?? ''));
  return { wrong: 'instant', ...(instead !== undefined && { instead }) };
}

/** A position of the log: a whole number from 0 on. */
export const readPosition = (text: string): Reading<number> =>
  /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text))
    ? { value: Number(text) }
    : { wrong: 'position' };

export function readUncertain(text: string): Reading<(typeof UNCERTAIN)[number]> {
  const value = UNCERTAIN.find((word) => word === text);
  if (value !== undefined) return { value };
  const instead = UNCERTAIN.find((word) => word.slice(0, 2) === text.toLowerCase().slice(0, 2));
  return { wrong: 'uncertain', ...(instead !== undefined && { instead }) };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith('0000') && dayText(dayNumber(text)) === text;

/** The last day of the month that begins with this day; null if there is no such month. */
function lastDayOf(first: string): string | null {
  if (!isDay(first)) return null;
  const inNextMonth = dayText(dayNumber(first) + 31);
  return dayText(dayNumber(`${inNextMonth.slice(0, 7)}-01`) - 1);
}
