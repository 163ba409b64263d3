import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interpret, readDate } from '../../dashboard/src/edtf/read-date.js';
import { meaningOf } from '../../dashboard/src/edtf/meaning.js';
import { rangeOf } from '../../dashboard/src/edtf/range.js';
import { said } from '../../dashboard/src/edtf/said.js';
import { en } from '../../dashboard/src/words/en.js';
import { ja } from '../../dashboard/src/words/ja.js';
import { parseEdtf } from '../../src/domain/edtf.js';
import { propertyOptions } from '../support/property-options.js';

const two = (number: number): string => String(number).padStart(2, '0');
const dates = fc
  .record({
    year: fc.integer({ min: 2, max: 9997 }),
    rest: fc.oneof(
      fc.constantFrom('', '-XX', '-XX-XX'),
      fc.integer({ min: 1, max: 12 }).map((month) => `-${two(month)}`),
      fc.integer({ min: 1, max: 12 }).map((month) => `-${two(month)}-XX`),
      fc
        .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
        .map(({ month, day }) => `-${two(month)}-${two(day)}`),
      fc.constantFrom(21, 22, 23, 24, 33, 34, 35, 36).map((code) => `-${String(code)}`),
      fc.constant('decade'),
    ),
    qualifier: fc.constantFrom('', '', '?', '~', '%'),
  })
  .map(({ year, rest, qualifier }) => {
    const y = String(year).padStart(4, '0');
    return (rest === 'decade' ? `${y.slice(0, 3)}X` : y + rest) + qualifier;
  });
const fiscalYears = fc
  .integer({ min: 2, max: 9997 })
  .map((year) => `[${String(year).padStart(4, '0')}-04-01..${String(year + 1).padStart(4, '0')}-03-31]`);
const pairs = (join: (a: string, b: string) => string) =>
  fc
    .tuple(dates, dates)
    .map(([a, b]) => (rangeOf(join(a, b)) ? join(a, b) : join(b, a)))
    .filter((text) => rangeOf(text) !== null);
const ranges = fc.oneof(
  pairs((a, b) => `[${a}..${b}]`),
  dates.map((date) => `[..${date}]`),
  dates.map((date) => `[${date}..]`),
  fiscalYears,
);
const periods = fc.oneof(
  pairs((a, b) => `${a}/${b}`),
  fc.tuple(dates, fc.constantFrom('..', '')).map(([date, open]) => `${date}/${open}`),
  fc.tuple(dates, fc.constantFrom('..', '')).map(([date, open]) => `${open}/${date}`),
);

describe('A date said in words becomes EDTF', () => {
  it.each([
    ['autumn 2023', '2023-23', '2023-09-01..2023-11-30'],
    ['Winter 2023', '2023-24', '2023-12-01..2024-02-29'],
    ['by February 2024', '[..2024-02]', '..2024-02-29'],
    ['fiscal 2025', '[2025-04-01..2026-03-31]', '2025-04-01..2026-03-31'],
    ['FY2025', '[2025-04-01..2026-03-31]', '2025-04-01..2026-03-31'],
    ['18 January 2024', '2024-01-18', '2024-01-18..2024-01-18'],
    ['January 18th, 2024', '2024-01-18', '2024-01-18..2024-01-18'],
    ['late December 2023', '[2023-12-21..2023-12]', '2023-12-21..2023-12-31'],
    ['first quarter of 2024', '2024-33', '2024-01-01..2024-03-31'],
    ['Q4 2024', '2024-36', '2024-10-01..2024-12-31'],
    ['second half of 2024', '[2024-07..2024-12]', '2024-07-01..2024-12-31'],
    ['around March 2024', '2024-03~', '2024-02-01..2024-04-30'],
    ['between July 2024 and October 2024', '[2024-07..2024-10]', '2024-07-01..2024-10-31'],
    ['from March 2024 to May 2024', '2024-03/2024-05', '2024-03-01..2024-05-31'],
    ['since March 2024', '2024-03/..', '2024-03-01..'],
    ['the 2020s', '202X', '2020-01-01..2029-12-31'],
    ['2023年秋', '2023-23', '2023-09-01..2023-11-30'],
    ['２０２３年１２月', '2023-12', '2023-12-01..2023-12-31'],
    ['令和6年2月までに', '[..2024-02]', '..2024-02-29'],
    ['令和元年5月1日', '2019-05-01', '2019-05-01..2019-05-01'],
    ['2025年度', '[2025-04-01..2026-03-31]', '2025-04-01..2026-03-31'],
    ['2023年12月下旬', '[2023-12-21..2023-12]', '2023-12-21..2023-12-31'],
    ['2024年1月頃', '2024-01~', '2023-12-01..2024-02-29'],
    ['2024年3月から2024年5月まで', '2024-03/2024-05', '2024-03-01..2024-05-31'],
    ['[2025-04-01..2026-03-31]', '[2025-04-01..2026-03-31]', '2025-04-01..2026-03-31'],
    ['2024-03/', '2024-03/', '2024-03-01..'],
    ['/2024-03', '/2024-03', '..2024-03-31'],
  ])('%s is %s', (said, text, days) => {
    const reading = readDate(said);
    expect(reading?.text).toBe(text);
    expect(`${reading?.range.earliest ?? ''}..${reading?.range.latest ?? ''}`).toBe(days);
  });

  it.each(['', 'soon', 'autumn', '2025-02-29', '2024-13', '2023年99月', 'by by 2024', '../', '/', '[..]'])(
    '%j is not read',
    (said) => {
      expect(readDate(said)).toBeNull();
    },
  );

  it.each([
    ['before 2024', '[..2023]'],
    ['before March 2024', '[..2024-02]'],
    ['before 5 March 2024', '[..2024-03-04]'],
    ['before autumn 2023', '[..2023-08]'],
    ['before the 2020s', '[..2019]'],
    ['before fiscal 2025', '[..2025-03-31]'],
    ['before the end of 2024', '[..2024]'],
    ['2024年より前', '[..2023]'],
    ['令和6年3月より前に', '[..2024-02]'],
    ['by 2024', '[..2024]'],
    ['no later than 2024', '[..2024]'],
    ['by H1 2024', '[..2024-06]'],
    ['2024年までに', '[..2024]'],
    ['2024年末までに', '[..2024]'],
    ['until March 2024', '../2024-03'],
    ['2024年3月まで', '../2024-03'],
    ['2024年3月から2024年5月まで', '2024-03/2024-05'],
    ['after 2024', '[2025..]'],
    ['after 31 December 2024', '[2025-01-01..]'],
    ['2024年3月より後', '[2024-04..]'],
    ['from March 2024', '2024-03/..'],
    ['March 2024 or later', '[2024-03..]'],
    ['not before March 2024', '[2024-03..]'],
  ])('%s has a begin or an end, and not the other: %s', (said, text) => {
    expect(readDate(said)?.text).toBe(text);
  });

  it.each([
    ['2024/03/26', '2024-03-26'],
    ['2024/3/26', '2024-03-26'],
    ['2024.3.26', '2024-03-26'],
    ['20240326', '2024-03-26'],
    ['2024/3', '2024-03'],
    ['26.3.2024', '2024-03-26'],
    ['3/26/2024', '2024-03-26'],
    ['4/4/2024', '2024-04-04'],
    ['R6.3.26', '2024-03-26'],
    ['H31.4', '2019-04'],
    ['令和6年3月26日', '2024-03-26'],
    ['H2 2023', '[2023-07..2023-12]'],
    ['2023 Q4', '2023-36'],
    ['2Q 2023', '2023-34'],
    ['in March 2024', '2024-03'],
    ['winter 2023/24', '2023-24'],
    ['between March and May 2024', '[2024-03..2024-05]'],
    ['March to May 2024', '2024-03/2024-05'],
    ['1 to 5 October 2023', '2023-10-01/2023-10-05'],
    ['2024年3月から5月の間', '[2024-03..2024-05]'],
    ['2024年3月1日から5日まで', '2024-03-01/2024-03-05'],
    ['2024-01 / 2024-03', '2024-01/2024-03'],
    ['about autumn 2023', '2023-23~'],
    ['2024年春頃', '2024-21~'],
    ['March 2024?', '2024-03?'],
  ])('%s, as people write it, is %s', (said, text) => {
    expect(readDate(said)?.text).toBe(text);
  });

  it.each([
    ['3/4/2024', 'day-or-month', ['2024-04-03', '2024-03-04']],
    ['3.4.2024', 'day-or-month', ['2024-04-03', '2024-03-04']],
    ['by 3/4/2024', 'day-or-month', ['[..2024-04-03]', '[..2024-03-04]']],
    ['late 2023', 'part-of-year', ['2023-36', '[2023-09..2023-12]', '[2023-07..2023-12]']],
    ['mid-2024', 'part-of-year', ['[2024-06..2024-07]', '[2024-05..2024-08]', '[2024-04..2024-09]']],
    ['2024年初め', 'part-of-year', ['2024-33', '[2024-01..2024-04]', '[2024-01..2024-06]']],
    ['the end of 2024', 'end-or-start', ['2024-12-31', '2024-12', '2024-36']],
    ['2024年3月末', 'end-or-start', ['[2024-03-25..2024-03]', '[2024-03-21..2024-03]']],
    ['2023-10-01 - 2023-10-05', 'range', ['2023-10-01/2023-10-05', '[2023-10-01..2023-10-05]']],
    ['2024年3月〜5月', 'range', ['2024-03/2024-05', '[2024-03..2024-05]']],
    ['1-5 October 2023', 'range', ['2023-10-01/2023-10-05', '[2023-10-01..2023-10-05]']],
    ['2024年3月以降', 'onwards', ['2024-03/..', '[2024-03..]']],
    ['yesterday', 'relative', []],
    ['last week', 'relative', []],
    ['昨年', 'relative', []],
    ['3日前', 'relative', []],
  ])('%s may mean several dates: %s', (said, doubt, choices) => {
    expect(readDate(said)).toBeNull();
    expect(interpret(said)).toEqual({ doubt, choices });
  });

  it.each([
    '31/4/2024',
    '2024/13/01',
    '2024/21',
    'R6.13.1',
    'May 2024 to March 2024',
    'before about 2024',
    '2024-05 - 2024-03',
  ])('%s is nothing that there is', (said) => {
    expect(interpret(said)).toBeNull();
  });

  it('asks whose fiscal year is meant where a country has none that is known here', () => {
    expect(interpret('fiscal 2025', 'KR')).toEqual({
      doubt: 'fiscal',
      choices: ['[2025-04-01..2026-03-31]', '[2024-10-01..2025-09-30]', '[2024-07-01..2025-06-30]'],
    });
  });

  it('takes the fiscal years of the country', () => {
    expect(readDate('fiscal 2025', 'US')?.text).toBe('[2024-10-01..2025-09-30]');
    expect(readDate('FY 2025', 'AU')?.text).toBe('[2024-07-01..2025-06-30]');
  });
});

describe('EDTF is said in words', () => {
  it.each([
    ['[..2024-02]', 'by February 2024', '2024年2月までに'],
    ['[2024-02..]', 'February 2024 or later', '2024年2月以降のいつか'],
    ['[2024-07..2024-10-01]', 'between July 2024 and 1 October 2024', '2024年7月から2024年10月1日の間'],
    ['[2025-04-01..2026-03-31]', 'fiscal 2025 (from April)', '2025年度'],
    ['2024-01-18/2024-03', '18 January 2024 to March 2024', '2024年1月18日から2024年3月まで'],
    ['2024-03/..', 'since March 2024', '2024年3月から'],
    ['../2024-03', 'until March 2024', '2024年3月まで'],
    ['2024-03/', 'from March 2024, end unknown', '2024年3月から（終わりは不明）'],
    ['/2024-03', 'until March 2024, begin unknown', '2024年3月まで（始まりは不明）'],
    ['../..', '../..', '../..'],
    ['2023-23', 'autumn 2023', '2023年秋'],
    ['2024-36', 'Q4 2024', '2024年第4四半期'],
    ['202X', 'the 2020s', '2020年代'],
    ['2024-03~', 'about March 2024', '2024年3月頃'],
    ['2024?', '2024 (uncertain)', '2024年 (不確か)'],
    ['2023-23%', 'about autumn 2023 (uncertain)', '2023年秋頃 (不確か)'],
    ['2023-12-XX', 'December 2023', '2023年12月'],
    ['2024-01-18', '18 January 2024', '2024年1月18日'],
  ])('%s: %s, %s', (text, english, japanese) => {
    expect([said(text, en.date, 'en'), said(text, ja.date, 'ja')]).toEqual([english, japanese]);
  });

  it('and whatever is said of it, in either language, is read as the same date', () => {
    fc.assert(
      fc.property(fc.oneof(dates, ranges, periods), (text) => {
        for (const [language, { date, meaning }] of [
          ['en', en],
          ['ja', ja],
        ] as const) {
          const shown = readDate(said(text, date, language));
          expect([text, shown?.range]).toEqual([text, rangeOf(text)]);
          // Some day of a year or month is said as the year or month.
          if (!text.includes('XX')) expect(shown?.text).toBe(text);
          if (!/[/?%]/.test(text)) expect(readDate(meaningOf(text, meaning))?.range).toEqual(rangeOf(text));
        }
      }),
      propertyOptions(500),
    );
  });

  it.each([
    ['2026-11-20', '20 November 2026', '2026年11月20日'],
    [
      '2023-23',
      'some day from 1 September 2023 to 30 November 2023',
      '2023年9月1日から2023年11月30日の間のいずれかの日',
    ],
    ['[..2023]', 'some day up to 31 December 2023', '2023年12月31日までのいずれかの日'],
    ['[2024-02..]', 'some day from 1 February 2024 on', '2024年2月1日以降のいずれかの日'],
    [
      '2023-10-01/2023-10-05',
      'begins 1 October 2023; last day 5 October 2023',
      '始まりは2023年10月1日、最後の日は2023年10月5日',
    ],
    [
      '../2024-03-31',
      'held before every day; last day 31 March 2024',
      '初めから続く、最後の日は2024年3月31日',
    ],
    [
      '2024-03-01/',
      'begins 1 March 2024; ends on a day that is not known',
      '始まりは2024年3月1日、終わりの日は不明',
    ],
    [
      '2024-01-18?',
      '18 January 2024, which the source itself doubts',
      '2024年1月18日（出典自身が不確かとする）',
    ],
  ])('%s means %s, %s', (text, english, japanese) => {
    expect([meaningOf(text, en.meaning), meaningOf(text, ja.meaning)]).toEqual([english, japanese]);
  });
});

describe('The days that a form shows are those that the service computes', () => {
  it.each([
    ...[
      '2024',
      '2024-02',
      '2024-01-18',
      '2023-21',
      '2023-24',
      '9999-24',
      '2024-36',
      '2023-XX',
      '2023-12-XX',
      '202X',
    ],
    ...[
      '2024-01-18~',
      '2024-03-01~',
      '2024~',
      '202X~',
      '0001~',
      '9999-12-31~',
      '2024?',
      '2023-23%',
      '0001-01-01~',
    ],
    ...[
      '[2024-07..2024-10-01]',
      '[..2024-02]',
      '[2024-02..]',
      '2024-01-18/2024-03',
      '2024-03/..',
      '../2024-03',
      '../..',
    ],
  ])('%s', (text) => {
    const { earliest, latest } = parseEdtf(text);
    const open = (day: string) => (/^(\d{4})-\d{2}-\d{2}$/.test(day) ? day : null);
    const range = readDate(text)?.range;
    expect([range?.earliest, range?.latest]).toEqual([open(earliest), open(latest)]);
  });
});
