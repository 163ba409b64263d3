import { numeric } from './numeric.js';
import * as operators from './operators.js';
import { edgeOf, halfOf, partOfYear, thirdOfMonth, type Part } from './parts.js';
import { doubted, type Read } from './reading.js';
import { ERAS, fiscalYear, four, SEASONS, two } from './words.js';

type Reader = (year: string, found: readonly string[], country: string) => Read;

const YEAR = '(?:(令和|平成|昭和|大正|明治)(元|\\d{1,2})|(\\d{4}))年';
const THIRDS: Readonly<Record<string, Part>> = { 上: 'early', 中: 'mid', 下: 'late' };

/** The text after the year; each pattern matches all of it. */
const RESTS: readonly [RegExp, Reader][] = [
  [/^$/, (year) => year],
  [/^の?(春|夏|秋|冬)$/, (year, [season = '']) => `${year}-${String(SEASONS[season])}`],
  [/^(\d{1,2})月$/, (year, [month]) => `${year}-${two(Number(month))}`],
  [/^(\d{1,2})月(\d{1,2})日$/, (year, [month, day]) => `${year}-${two(Number(month))}-${two(Number(day))}`],
  [
    /^(\d{1,2})月の?(上|中|下)旬$/,
    (year, [month, third = '']) => thirdOfMonth(THIRDS[third] ?? 'early', `${year}-${two(Number(month))}`),
  ],
  [/^の?第?([1-4])四半期$/, (year, [quarter]) => `${year}-${String(32 + Number(quarter))}`],
  [/^の?(?:前半|上半期)$/, (year) => halfOf(1, year)],
  [/^の?(?:後半|下半期)$/, (year) => halfOf(2, year)],
  [/^の?(?:初め|始め|はじめ|初頭|前期)$/, (year) => partOfYear('early', year)],
  [/^の?(?:半ば|なかば|中頃|中ごろ|中盤)$/, (year) => partOfYear('mid', year)],
  [/^の?(?:終わり|おわり|終盤)$/, (year) => partOfYear('late', year)],
  [/^末$/, (year) => edgeOf('end', year)],
  [/^(\d{1,2})月末$/, (year, [month]) => edgeOf('end', `${year}-${two(Number(month))}`)],
  [/^代$/, (year) => `${year.slice(0, 3)}X`],
  [/^度$/, (year, _, country) => fiscalYear(Number(year), country)],
];

const RELATIVE =
  /^(?:今|現在|昨日|今日|本日|明日|今週|先週|来週|今月|先月|来月|今年|昨年|去年|来年|最近|.+前)$/;

/** Phrases around one or two dates, the longest first. */
const SENTENCES: readonly [RegExp, (...dates: Read[]) => Read][] = [
  [/^(.+)から\(終わりは不明\)$/, operators.endUnknown],
  [/^(.+)まで\(始まりは不明\)$/, operators.beginUnknown],
  [/^(.+)から(.+?)(?:まで)?の(?:間|あいだ)(?:に|のいずれかの日)?$/, operators.between],
  [/^(.+)から(.+?)(?:まで)?$/, operators.span],
  [/^(.+?)[〜~–—](.+)$/, operators.dash],
  [/^(.+)(?:以降のいつか|以後のいつか|以降のいずれかの日)$/, operators.orLater],
  [/^(.+)(?:以降|以後)に?$/, (date) => doubted('onwards', operators.since(date), operators.orLater(date))],
  [/^(.+)から$/, operators.since],
  [/^(.+?)(?:末までに|までに|までのいずれかの日|以前)$/, operators.by],
  [/^(.+)まで$/, operators.until],
  [/^(.+)より前に?$/, operators.before],
  [/^(.+)より(?:後|あと)に?$/, operators.after],
];

/** A date in Japanese words as EDTF, such as 2023年秋, 令和6年2月までに or 2024年より前; without blanks. */
export function japanese(text: string, country: string): Read {
  if (RELATIVE.test(text) && !text.endsWith('より前')) return doubted('relative');
  for (const [form, make] of SENTENCES) {
    const [, one, two] = form.exec(text) ?? [];
    if (one === undefined) continue;
    if (two === undefined) return make(side(one, country));
    return make(side(one, country), side(completed(one, two), country));
  }
  return side(text, country);
}

/** A date with its qualifier. */
function side(text: string, country: string): Read {
  const questioned = /^(.+?)(?:\(不確か\)|\?)$/.exec(text)?.[1];
  if (questioned !== undefined) return operators.uncertain(side(questioned, country));
  const near = /^(.+)(?:頃|ごろ)$/.exec(text)?.[1];
  return near === undefined ? point(text, country) : operators.about(point(near, country));
}

function point(text: string, country: string): Read {
  const match = new RegExp(`^${YEAR}(.*)$`).exec(text);
  if (!match) return numeric(text);
  const [, era, ofEra, year, rest = ''] = match;
  const number = era === undefined ? Number(year) : (ERAS[era] ?? 0) + (ofEra === '元' ? 1 : Number(ofEra));
  for (const [form, read] of RESTS) {
    const found = form.exec(rest);
    if (found) return read(four(number), found.slice(1), country);
  }
  return null;
}

/** The end of 2024年3月から5月まで, with the year (and month) of the start. */
function completed(start: string, end: string): string {
  const [year = ''] = new RegExp(`^${YEAR}`).exec(start) ?? [];
  const [month = ''] = /\d{1,2}月(?=\d{1,2}日)/.exec(start) ?? [];
  if (/^\d{1,2}月/.test(end)) return year + end;
  return /^\d{1,2}日$/.test(end) ? year + month + end : end;
}
