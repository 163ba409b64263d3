import { approximately, oneOf, period, thirdOfMonth } from './english.js';
import { ERAS, fiscalYear, four, SEASONS, two } from './words.js';

type Reader = (year: string, found: readonly string[], country: string) => string;

const YEAR = '(?:(令和|平成|昭和|大正|明治)(元|\\d{1,2})|(\\d{4}))年';
const THIRDS: Readonly<Record<string, string>> = { 上: 'early', 中: 'mid', 下: 'late' };

/** What follows the year; each pattern is the whole rest. */
const RESTS: readonly [RegExp, Reader][] = [
  [/^$/, (year) => year],
  [/^の?(春|夏|秋|冬)$/, (year, [season = '']) => `${year}-${String(SEASONS[season])}`],
  [/^(\d{1,2})月$/, (year, [month]) => `${year}-${two(Number(month))}`],
  [/^(\d{1,2})月(\d{1,2})日$/, (year, [month, day]) => `${year}-${two(Number(month))}-${two(Number(day))}`],
  [
    /^(\d{1,2})月の?(上|中|下)旬$/,
    (year, [month, third = '']) => thirdOfMonth(THIRDS[third] ?? '', year, two(Number(month))),
  ],
  [/^の?第?([1-4])四半期$/, (year, [quarter]) => `${year}-${String(32 + Number(quarter))}`],
  [
    /^の?(前半|後半|上半期|下半期)$/,
    (year, [half = '']) => (/前|上/.test(half) ? `[${year}-01..${year}-06]` : `[${year}-07..${year}-12]`),
  ],
  [/^末$/, (year) => `${year}-12`],
  [/^代$/, (year) => `${year.slice(0, 3)}X`],
  [/^度$/, (year, _, country) => fiscalYear(Number(year), country)],
];

/** A date in Japanese words as EDTF, such as 2023年秋 or 令和6年2月まで; null: not understood. */
export function japanese(text: string, country: string): string | null {
  const [, start, end] = /^(.+)から(.+?)(?:まで)?$/.exec(text) ?? [];
  if (start !== undefined && end !== undefined) return period(point(start, country), point(end, country));
  const since = /^(.+)(?:から|以降)$/.exec(text)?.[1];
  if (since !== undefined) return period(point(since, country), '..');
  const bounded = /^(.+)(?:までに|まで|以前)$/.exec(text)?.[1];
  if (bounded !== undefined) return oneOf('', point(bounded, country));
  const about = /^(.+)(?:頃|ごろ)$/.exec(text)?.[1];
  if (about !== undefined) return approximately(point(about, country));
  return point(text, country);
}

function point(text: string, country: string): string | null {
  if (/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return text;
  const match = new RegExp(`^${YEAR}(.*)$`).exec(text);
  if (!match) return null;
  const [, era, ofEra, year, rest = ''] = match;
  const number = era === undefined ? Number(year) : (ERAS[era] ?? 0) + (ofEra === '元' ? 1 : Number(ofEra));
  for (const [form, read] of RESTS) {
    const found = form.exec(rest);
    if (found) return read(four(number), found.slice(1), country);
  }
  return null;
}
