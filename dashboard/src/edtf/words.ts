import { doubted, type Read } from './reading.js';

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** EDTF's codes of the seasons (northern). */
export const SEASONS: Readonly<Record<string, number>> = {
  spring: 21,
  summer: 22,
  autumn: 23,
  fall: 23,
  winter: 24,
  春: 21,
  夏: 22,
  秋: 23,
  冬: 24,
};

export const QUARTERS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };

/** The year before the first of each era. */
export const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  明治: 1867,
};

/** The letters that stand for the eras in forms. */
export const ERA_LETTERS: Readonly<Record<string, string>> = {
  r: '令和',
  h: '平成',
  s: '昭和',
  t: '大正',
  m: '明治',
};

/** The month in which a fiscal year begins, and its year: JP and UK in April of its year, US and AU in the year before. */
const FISCAL: Readonly<Record<string, readonly [from: string, to: string, shift: number]>> = {
  JP: ['04-01', '03-31', 0],
  GB: ['04-01', '03-31', 0],
  US: ['10-01', '09-30', -1],
  AU: ['07-01', '06-30', -1],
};

/** A fiscal year as EDTF: some day of it. @param country ISO 3166-1 code; if its fiscal years are unknown, the result is a choice */
export function fiscalYear(year: number, country: string): Read {
  const calendar = FISCAL[country];
  if (calendar) return fiscalRange(year, calendar);
  return doubted(
    'fiscal',
    ...['JP', 'US', 'AU'].map((each) => (FISCAL[each] ? fiscalRange(year, FISCAL[each]) : null)),
  );
}

const fiscalRange = (year: number, [from, to, shift]: readonly [string, string, number]): string =>
  `[${four(year + shift)}-${from}..${four(year + shift + 1)}-${to}]`;

export const four = (year: number): string => String(year).padStart(4, '0');
export const two = (number: number): string => String(number).padStart(2, '0');
