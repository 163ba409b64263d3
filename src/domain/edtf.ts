import { BEGINNING, type Day, dayAfter, type DayRange, FOREVER } from './day.js';
import { type EdtfDate, readEdtfDate } from './edtf-date.js';
import { EdtfError } from './edtf-error.js';
import { refusalOf } from './edtf-refusal.js';
import { fiscalYearText } from './fiscal-year.js';

/** A period as far as it is known. */
export interface EdtfPeriod {
  /** The text as given; for a fiscal year its one-of range. */
  text: string;
  /** The possible first days; BEGINNING or FOREVER if open. */
  begin: DayRange;
  /** The possible ends, exclusive: the day after the last day. Null if no end is given. */
  end: DayRange | null;
  /** The first possible day of the whole text; BEGINNING when open. */
  earliest: Day;
  /** The last possible day of the whole text, inclusive; FOREVER when open. */
  latest: Day;
  /** A part has `?` or `%`: the source itself is not certain. */
  questionable: boolean;
}

/** Longest accepted text, in characters; the longest meaningful one has 26. */
const MAX_LENGTH = 60;

/** Recently read texts: a body repeats its date several times, and a file often repeats the same thousand days. */
const recent = new Map<string, Readonly<EdtfPeriod>>();
const RECENT = 2_000;

/** An open end of an interval or of a one-of range. */
const OPEN = '..';
/** The side of an interval whose day exists but is unknown. */
const UNKNOWN = '';

/**
 * Reads a date or period: a subset of EDTF (ISO 8601-2:2019, Library of Congress levels 0 to 2), or a fiscal year
 * `{ fiscalYear, calendar }`.
 *
 * - a date or a one-of range `[a..b]`, `[..b]`, `[a..]`: begins on some day of it and has no end;
 * - `start/end`: begins on some day of start, and its last day is some day of end;
 * - a side `..` is open: held from before every day, or holds without an end; an empty side is an unknown day, so `2024/`
 *   ends on some day after its begin, and `/2024` begins on some day before its end (ISO 8601-2, 4.2 and 4.4).
 *
 * Throws EdtfError for everything else, for days that do not exist, and for ends wholly before their start.
 */
export function parseEdtf(input: unknown): EdtfPeriod {
  const text = textOf(input);
  const known = recent.get(text);
  if (known) return known;
  const period = readEdtf(text);
  if (recent.size === RECENT) recent.clear();
  recent.set(text, period);
  return period;
}

function readEdtf(text: string): EdtfPeriod {
  const sides = text.split('/');
  if (sides.length === 2) return interval(text, sides[0] ?? '', sides[1] ?? '');
  const range = /^\[(.*?)\.\.(.*)\]$/.exec(text);
  if (range) return oneOf(text, range[1] ?? '', range[2] ?? '');
  const { days, questionable } = dateIn(text, text);
  return { text, begin: days, end: null, ...days, questionable };
}

function textOf(input: unknown): string {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return fiscalYearText(input);
  if (typeof input !== 'string') {
    throw new EdtfError('a date must be text', 'write a quoted EDTF date, for example "2024-01"');
  }
  if (input.length > MAX_LENGTH) {
    throw new EdtfError(
      `a date has at most ${MAX_LENGTH} characters`,
      'write one EDTF date, for example "2024-01"',
    );
  }
  return input;
}

function interval(text: string, start: string, end: string): EdtfPeriod {
  const from = isDate(start) ? dateIn(text, start) : undefined;
  const to = isDate(end) ? dateIn(text, end) : undefined;
  // "../.." means always; an unknown side without any day would mean nothing.
  if (!from && !to && text !== `${OPEN}/${OPEN}`) throw refusalOf(text, text);
  if (from && to && to.days.latest < from.days.earliest) {
    throw new EdtfError(
      `"${text}" ends before it starts`,
      `put the earlier date first, for example "${end}/${start}"`,
    );
  }
  const begin = from?.days ?? {
    earliest: BEGINNING,
    latest: start === UNKNOWN && to ? to.days.latest : BEGINNING,
  };
  const lastDay = to?.days ?? (end === UNKNOWN ? { earliest: begin.earliest, latest: FOREVER } : null);
  return {
    text,
    begin,
    end: lastDay && { earliest: dayAfter(lastDay.earliest), latest: dayAfter(lastDay.latest) },
    earliest: begin.earliest,
    latest: lastDay?.latest ?? FOREVER,
    questionable: isQuestionable(from) || isQuestionable(to),
  };
}

const isQuestionable = (date: EdtfDate | undefined): boolean => date?.questionable === true;

const isDate = (side: string): boolean => side !== OPEN && side !== UNKNOWN;

function oneOf(text: string, first: string, last: string): EdtfPeriod {
  if (first === '' && last === '') throw refusalOf(text, text);
  const from = first === '' ? undefined : dateIn(text, first);
  const to = last === '' ? undefined : dateIn(text, last);
  const days = { earliest: from?.days.earliest ?? BEGINNING, latest: to?.days.latest ?? FOREVER };
  if (days.latest < days.earliest) {
    throw new EdtfError(
      `"${text}" is an empty range`,
      `put the earlier date first, for example "[${last}..${first}]"`,
    );
  }
  return {
    text,
    begin: days,
    end: null,
    ...days,
    questionable: isQuestionable(from) || isQuestionable(to),
  };
}

function dateIn(text: string, part: string): EdtfDate {
  const date = readEdtfDate(part);
  if (!date) throw refusalOf(text, part);
  return date;
}
