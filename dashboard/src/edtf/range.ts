import { dayNumber, dayText } from '../time/days.js';

/** The possible days of a date, inclusive; null: open. */
export interface DayRange {
  earliest: string | null;
  latest: string | null;
  /** A period covers all these days, any other date is one of them. */
  whole: boolean;
}

/**
 * The days of a date in the service's subset of EDTF, so that a form can show them while the reader types. The service decides:
 * it computes the bounds again. Null for texts that it would refuse.
 */
export function rangeOf(text: string): DayRange | null {
  const oneOf = /^\[(.*)\.\.(.*)\]$/.exec(text);
  if (oneOf) return between(oneOf[1] ?? '', oneOf[2] ?? '', false);
  const sides = text.split('/');
  if (sides.length === 2) return interval(sides[0] ?? '', sides[1] ?? '');
  const days = daysOf(text);
  return days && { ...days, whole: false };
}

/** An open or unknown side is `''`. */
function between(start: string, end: string, whole: boolean): DayRange | null {
  const from = start === '' ? null : daysOf(start);
  const to = end === '' ? null : daysOf(end);
  if ((start !== '' && !from) || (end !== '' && !to) || (!from && !to && !whole)) return null;
  const earliest = from?.earliest ?? null;
  const latest = to?.latest ?? null;
  return earliest !== null && latest !== null && earliest > latest ? null : { earliest, latest, whole };
}

/** An interval: `..` is an open side; an empty side is unknown and needs a date on the other side. */
function interval(start: string, end: string): DayRange | null {
  if (!/[0-9]/.test(start + end) && !(start === '..' && end === '..')) return null;
  return between(start === '..' ? '' : start, end === '..' ? '' : end, true);
}

const FORM = /^(?:(\d{3})X|(\d{4})(?:-(XX|\d{2})(?:-(XX|\d{2}))?)?)([?~%])?$/;

function daysOf(text: string): { earliest: string; latest: string } | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [, decade, year = '', month, day, qualifier] = match;
  const wide = qualifier === '~' || qualifier === '%';
  if (decade !== undefined) return months(Number(decade) * 120, 120, wide);
  if (year === '0000') return null;
  const first = Number(year) * 12;
  if (day !== undefined && day !== 'XX')
    return month === 'XX' ? null : oneDay(`${year}-${month ?? ''}-${day}`, wide);
  if (month === undefined || month === 'XX') return months(first, 12, wide);
  const number = Number(month);
  if (number >= 1 && number <= 12) return months(first + number - 1, 1, wide);
  if (day !== undefined) return null;
  // Spring begins in March, the first quarter in January.
  if (number >= 21 && number <= 24) return months(first + 2 + 3 * (number - 21), 3, wide);
  if (number >= 33 && number <= 36) return months(first + 3 * (number - 33), 3, wide);
  return null;
}

/** Months counted from January of the year 0. */
function months(from: number, count: number, wide: boolean): { earliest: string; latest: string } {
  const [start, end] = wide ? [from - count, from + 2 * count] : [from, from + count];
  const earliest = start < 12 ? '0001-01-01' : firstDay(start);
  const latest = end > 9999 * 12 + 11 ? '9999-12-31' : dayText(dayNumber(firstDay(end)) - 1);
  return { earliest, latest };
}

const firstDay = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

function oneDay(day: string, wide: boolean): { earliest: string; latest: string } | null {
  // A day that does not exist is normalised to another one.
  if (dayText(dayNumber(day)) !== day) return null;
  if (!wide) return { earliest: day, latest: day };
  const near = (step: number) => dayText(dayNumber(day) + step);
  return {
    earliest: day === '0001-01-01' ? day : near(-1),
    latest: day === '9999-12-31' ? day : near(1),
  };
}
