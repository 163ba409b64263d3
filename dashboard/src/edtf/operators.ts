import { dayNumber, dayText } from '../time/days.js';
import { rangeOf } from './range.js';
import { doubted, map, type Read } from './reading.js';

/** One date without brackets or a slash: it may be a side of a range or interval. */
const isDate = (text: string): boolean => !/[[/]/.test(text);

/** The first and last date of a date or one-of range, as they are written. */
function ends(text: string): [first: string, last: string] | null {
  const [, first, last] = /^\[(.+)\.\.(.+)\]$/.exec(text) ?? [];
  if (first !== undefined && last !== undefined) return [first, last];
  return isDate(text) ? [text, text] : null;
}

const valid = (text: string): Read => (rangeOf(text) ? text : null);
const first = (read: Read, make: (date: string) => string | null): Read =>
  map(read, (text) => (ends(text) ? make(ends(text)?.[0] ?? '') : null));
const last = (read: Read, make: (date: string) => string | null): Read =>
  map(read, (text) => (ends(text) ? make(ends(text)?.[1] ?? '') : null));
const date = (read: Read, make: (date: string) => string): Read =>
  map(read, (text) => (isDate(text) ? make(text) : null));
const both = (a: Read, b: Read, make: (a: string, b: string) => string): Read =>
  map(a, (from) => map(b, (to) => valid(make(from, to))));

/** On some day, not after the last day of the date. */
export const by = (read: Read): Read => last(read, (to) => `[..${to}]`);
/** On some day, not before the first day of the date. */
export const orLater = (read: Read): Read => first(read, (from) => `[${from}..]`);
/** On some day before the first day of the date: before 2024 is by the end of 2023. */
export const before = (read: Read): Read => first(read, (from) => beside(from, -1));
/** On some day after the last day of the date. */
export const after = (read: Read): Read => last(read, (to) => beside(to, 1));
export const since = (read: Read): Read => date(read, (from) => `${from}/..`);
/** An end without a begin. */
export const until = (read: Read): Read => date(read, (to) => `../${to}`);
export const endUnknown = (read: Read): Read => date(read, (from) => `${from}/`);
export const beginUnknown = (read: Read): Read => date(read, (to) => `/${to}`);
export const between = (low: Read, high: Read): Read =>
  both(low, high, (from, to) => `[${ends(from)?.[0] ?? ''}..${ends(to)?.[1] ?? ''}]`);
export const span = (start: Read, end: Read): Read => both(start, end, (from, to) => `${from}/${to}`);
/** A dash between two dates: the whole period, or some day of it. */
export function dash(start: Read, end: Read): Read {
  const choices = [span(start, end), between(start, end)].filter((read) => typeof read === 'string');
  return choices.length === 0 ? null : doubted('range', ...choices);
}
export const about = (read: Read): Read =>
  date(read, (text) => (text.endsWith('?') ? `${text.slice(0, -1)}%` : `${text}~`));
export const uncertain = (read: Read): Read =>
  date(read, (text) => (text.endsWith('~') ? `${text.slice(0, -1)}%` : `${text}?`));

/** The range that ends before, or begins after, a date, in the unit of the date; null if a qualifier makes its bounds vague. */
function beside(text: string, step: -1 | 1): string | null {
  const days = rangeOf(text);
  const edge = step < 0 ? days?.earliest : days?.latest;
  if (edge === undefined || edge === null || /[?~%]$/.test(text)) return null;
  const day = dayText(dayNumber(edge) + step);
  const [year = '', month = ''] = day.split('-');
  const near = /^\d{3}[\dX](?:-XX)*$/.test(text)
    ? year
    : /^\d{4}-\d\d(?:-XX)?$/.test(text)
      ? `${year}-${month}`
      : day;
  return step < 0 ? `[..${near}]` : `[${near}..]`;
}
