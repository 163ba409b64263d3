import { describe, expect, it } from '@jest/globals';
import edtf from 'edtf';
import fc from 'fast-check';
import { BEGINNING, dayAfter, dayBefore, FOREVER, isDay, type DayRange } from '../../src/domain/day.js';
import { parseEdtf } from '../../src/domain/edtf.js';
import { EdtfError } from '../../src/domain/edtf-error.js';
import { formatRange } from '../../src/domain/format-range.js';
import { propertyOptions } from '../support/property-options.js';

/** The calendar by another way than day.ts: the ECMAScript day count, which is proleptic Gregorian too. */
function dayAt(count: number): string {
  return new Date(count * 86_400_000).toISOString().slice(0, 10);
}
function countOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** A date text and, straight from the words of the standard, whether it may mean a day. */
interface Dated {
  text: string;
  year: number;
  means: (day: string) => boolean;
}

/** Whole months from `first` on, and with `~` as many before and after. */
function ofMonths(text: string, year: number, first: number, count: number, wide: boolean): Dated {
  const means = (day: string) => Math.abs(Math.floor((monthOf(day) - first) / count)) <= (wide ? 1 : 0);
  return { text: text + (wide ? '~' : ''), year, means };
}

/** What dates and near-dates are made of. */
const SCRAPS = Array.from('0123456789-XYE/.[]{},~?%T: WFx\u0000é');
const YEAR = fc.integer({ min: 1, max: 9999 });
const yearText = (year: number): string => String(year).padStart(4, '0');
const two = (number: number): string => String(number).padStart(2, '0');

const dated: fc.Arbitrary<Dated> = fc
  .record({
    year: YEAR,
    month: fc.integer({ min: 1, max: 12 }),
    part: fc.nat(3),
    day: fc.nat(365),
    wide: fc.boolean(),
  })
  .chain(({ year, month, part, day, wide }) => {
    const y = yearText(year);
    const january = year * 12;
    const oneDay = dayAt(countOf(`${y}-01-01`) + Math.min(day, 364));
    const near = (other: string) => Math.abs(countOf(other) - countOf(oneDay)) <= (wide ? 1 : 0);
    return fc.constantFrom<Dated>(
      ofMonths(y, year, january, 12, wide),
      ofMonths(`${y}-XX`, year, january, 12, wide),
      ofMonths(`${y}-XX-XX`, year, january, 12, wide),
      ofMonths(`${y}-${two(month)}`, year, january + month - 1, 1, wide),
      ofMonths(`${y}-${two(month)}-XX`, year, january + month - 1, 1, wide),
      ofMonths(`${y}-${String(21 + part)}`, year, january + 2 + 3 * part, 3, wide),
      ofMonths(`${y}-${String(33 + part)}`, year, january + 3 * part, 3, wide),
      ofMonths(`${y.slice(0, 3)}X`, year, Math.floor(year / 10) * 120, 120, wide),
      { text: oneDay + (wide ? '~' : ''), year, means: near },
    );
  });

/** The first and last day, within the calendar, that the text may mean: by asking each day around it. */
function enumerated({ text, year, means }: Dated): DayRange {
  const days: string[] = [];
  const reach = /^[0-9]{3}X/.test(text) ? 22 : 2;
  const from = countOf(`${yearText(Math.max(1, year - reach))}-01-01`);
  const to = countOf(`${yearText(Math.min(9999, year + reach))}-12-31`);
  for (let count = from; count <= to; count += 1) {
    const day = dayAt(count);
    if (means(day)) days.push(day);
  }
  return { earliest: days[0] ?? 'none', latest: days.at(-1) ?? 'none' };
}

describe('EDTF against a calendar asked day by day', () => {
  it('a date means the days that its words allow', () => {
    fc.assert(
      fc.property(dated, (date) => {
        expect(parseEdtf(date.text).begin).toEqual(enumerated(date));
      }),
      propertyOptions(300),
    );
  });

  it('an interval and a one-of range read their sides like single dates', () => {
    fc.assert(
      fc.property(dated, dated, (a, b) => {
        const start = parseEdtf(a.text).begin;
        const last = parseEdtf(b.text).begin;
        fc.pre(last.latest >= start.earliest);
        expect(parseEdtf(`${a.text}/${b.text}`)).toMatchObject({
          begin: start,
          end: { earliest: dayAfter(last.earliest), latest: dayAfter(last.latest) },
          earliest: start.earliest,
          latest: last.latest,
        });
        expect(parseEdtf(`[${a.text}..${b.text}]`)).toMatchObject({
          begin: { earliest: start.earliest, latest: last.latest },
          end: null,
        });
      }),
      propertyOptions(1000),
    );
  });

  it('an unknown side is some day that the other side leaves', () => {
    fc.assert(
      fc.property(dated, (date) => {
        const { earliest, latest } = parseEdtf(date.text).begin;
        expect(parseEdtf(`${date.text}/`)).toMatchObject({
          begin: { earliest, latest },
          end: { earliest: dayAfter(earliest), latest: FOREVER },
        });
        expect(parseEdtf(`/${date.text}`)).toMatchObject({
          begin: { earliest: BEGINNING, latest },
          end: { earliest: dayAfter(earliest), latest: dayAfter(latest) },
        });
      }),
      propertyOptions(300),
    );
  });

  it('agrees with the edtf package where that one is right: plain dates, parts left out, intervals of days', () => {
    const plain = fc
      .tuple(YEAR, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .chain(([year, month, day]) => {
        const texts = [yearText(year), two(month), two(day)];
        return fc.constantFrom(
          texts[0],
          texts.slice(0, 2).join('-'),
          texts.join('-'),
          `${yearText(year)}-${two(month)}-XX`,
        );
      })
      .map(String);
    const theirs = (text: string) => {
      const { min, max } = edtf(text);
      return {
        earliest: new Date(min).toISOString().slice(0, 10),
        latest: new Date(max).toISOString().slice(0, 10),
      };
    };
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        expect(parseEdtf(a).begin).toEqual(theirs(a));
        fc.pre(a < b && !b.startsWith(a) && !`${a}${b}`.includes('X'));
        const { earliest, latest } = parseEdtf(`${a}/${b}`);
        expect({ earliest, latest }).toEqual(theirs(`${a}/${b}`));
      }),
      propertyOptions(1000),
    );
  });
});

describe('days', () => {
  it('follow each other as in the calendar, through four hundred years and at both ends', () => {
    const from = countOf('1799-12-31');
    for (let count = from; count < from + 146_500; count += 1) {
      const [day, next] = [dayAt(count), dayAt(count + 1)];
      if (dayAfter(day) !== next || dayBefore(next) !== day || !isDay(day))
        throw new Error(`${day}, ${next}`);
    }
    expect([dayAfter('9999-12-31'), dayBefore('0001-01-01')]).toEqual([FOREVER, BEGINNING]);
  });

  it('exist exactly when the calendar has them', () => {
    fc.assert(
      fc.property(YEAR, fc.nat(14), fc.nat(33), (year, month, day) => {
        const text = `${yearText(year)}-${two(month)}-${two(day)}`;
        const parsed = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
        expect(isDay(text)).toBe(exists);
      }),
      propertyOptions(2000),
    );
  });
});

describe('the canonical text of a range of days', () => {
  const day = fc.integer({ min: countOf('0001-01-01'), max: countOf('9999-12-31') }).map(dayAt);

  it('is read back as the same days', () => {
    const bound = fc.tuple(day, day).map(([a, b]) => ({ earliest: a < b ? a : b, latest: a < b ? b : a }));
    const range = fc.oneof(
      bound,
      dated.map(({ text }) => parseEdtf(text).begin),
      day.map((latest) => ({ earliest: BEGINNING, latest })),
      day.map((earliest) => ({ earliest, latest: FOREVER })),
    );
    fc.assert(
      fc.property(range, (days) => {
        expect(parseEdtf(formatRange(days)).begin).toEqual(days);
      }),
      propertyOptions(1000),
    );
  });

  it('is the shortest where a date says it all', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          day,
          day.map((text) => text.slice(0, 7)),
          YEAR.map(yearText),
        ),
        (text) => {
          expect(formatRange(parseEdtf(text).begin)).toBe(text);
        },
      ),
      propertyOptions(500),
    );
  });
});

describe('any other text', () => {
  it('is read or refused with a hint, and never breaks the reader', () => {
    const scrap = fc.oneof(fc.string({ unit: fc.constantFrom(...SCRAPS) }), fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(scrap, (input) => {
        try {
          const { earliest, latest, begin, end } = parseEdtf(input);
          expect(earliest <= latest && begin.earliest <= begin.latest).toBe(true);
          expect(end === null || end.earliest <= end.latest).toBe(true);
        } catch (error) {
          if (!(error instanceof EdtfError)) throw error;
          expect(error.hint).not.toBe('');
        }
      }),
      propertyOptions(5000),
    );
  });
});
