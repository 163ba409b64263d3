import { fiscalYear, MONTHS, QUARTERS, SEASONS, two } from './words.js';

type Reader = (found: readonly string[], country: string) => string | null;

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(\\d{4})';

/** One point of time, in words. Each pattern is the whole text. */
const POINTS: readonly [RegExp, Reader][] = [
  [
    new RegExp(`^(spring|summer|autumn|fall|winter)(?: of)? ${YEAR}$`),
    ([season = '', year = '']) => `${year}-${String(SEASONS[season])}`,
  ],
  [new RegExp(`^${MONTH}\\.? ${YEAR}$`), ([month = '', year = '']) => `${year}-${monthOf(month)}`],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}\\.? ${YEAR}$`),
    ([day, month = '', year = '']) => `${year}-${monthOf(month)}-${two(Number(day))}`,
  ],
  [
    new RegExp(`^${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}$`),
    ([month = '', day, year = '']) => `${year}-${monthOf(month)}-${two(Number(day))}`,
  ],
  [
    new RegExp(`^(early|mid|late)[- ]${MONTH}\\.? ${YEAR}$`),
    ([part = '', month = '', year = '']) => thirdOfMonth(part, year, monthOf(month)),
  ],
  [
    new RegExp(`^(?:q([1-4])|(first|second|third|fourth) quarter)(?: of)? ${YEAR}$`),
    ([q, word = '', year = '']) => `${year}-${String(32 + Number(q ?? QUARTERS[word]))}`,
  ],
  [
    new RegExp(`^(first|second) half(?: of)? ${YEAR}$`),
    ([half, year = '']) => (half === 'first' ? `[${year}-01..${year}-06]` : `[${year}-07..${year}-12]`),
  ],
  [new RegExp(`^(?:fiscal(?: year)?|fy) ?${YEAR}$`), ([year], country) => fiscalYear(Number(year), country)],
  [new RegExp(`^(?:the )?end of ${YEAR}$`), ([year = '']) => `${year}-12`],
  [/^(?:the )?(\d{3})0s$/, ([decade = '']) => `${decade}X`],
  [/^(\d{4}(?:-\d{2}(?:-\d{2})?)?)$/, ([date = '']) => date],
];

/** A date in English words as EDTF, such as "autumn 2023" or "by February 2024"; null: not understood. */
export function english(text: string, country: string): string | null {
  const bounded = /^(?:by|before|until|no later than) (.+)$/.exec(text)?.[1];
  if (bounded !== undefined) return oneOf('', point(bounded, country));
  const about = /^(?:around|about|circa|c\.) (.+)$/.exec(text)?.[1];
  if (about !== undefined) return approximately(point(about, country));
  const since = /^(?:since|from) (?!.* (?:to|until) )(.+)$/.exec(text)?.[1];
  if (since !== undefined) return period(point(since, country), '..');
  const [, start, end] = /^(?:from )?(.+) (?:to|until) (.+)$/.exec(text) ?? [];
  if (start !== undefined && end !== undefined) return period(point(start, country), point(end, country));
  const [, low, high] = /^between (.+) and (.+)$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return oneOf(point(low, country), point(high, country));
  return point(text, country);
}

function point(text: string, country: string): string | null {
  for (const [form, read] of POINTS) {
    const found = form.exec(text);
    if (found) return read(found.slice(1), country);
  }
  return null;
}

const monthOf = (name: string): string =>
  two(MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1);

/** Days 1 to 10, 11 to 20, or 21 to the end of a month. */
export function thirdOfMonth(part: string, year: string, month: string): string {
  if (part === 'early') return `[${year}-${month}-01..${year}-${month}-10]`;
  return part === 'mid'
    ? `[${year}-${month}-11..${year}-${month}-20]`
    : `[${year}-${month}-21..${year}-${month}]`;
}

const SIMPLE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Ranges and periods are made of plain dates only. */
export function oneOf(start: string | null, end: string | null): string | null {
  const fits = [start, end].every((side) => side !== null && (side === '' || SIMPLE.test(side)));
  return fits ? `[${start ?? ''}..${end ?? ''}]` : null;
}

export function period(start: string | null, end: string | null): string | null {
  const fits = [start, end].every((side) => side !== null && (side === '..' || SIMPLE.test(side)));
  return fits ? `${start ?? ''}/${end ?? ''}` : null;
}

export const approximately = (date: string | null): string | null =>
  date !== null && SIMPLE.test(date) ? `${date}~` : null;
