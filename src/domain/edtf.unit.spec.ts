import { describe, expect, it } from '@jest/globals';
import { BEGINNING, FOREVER } from './day.js';
import { parseEdtf } from './edtf.js';
import { EdtfError } from './edtf-error.js';

/** `earliest..latest` of the begin, then of the exclusive end. */
function bounds(input: unknown): string {
  const { begin, end } = parseEdtf(input);
  return `${begin.earliest}..${begin.latest}` + (end ? ` until ${end.earliest}..${end.latest}` : '');
}

describe('a date begins on some day of what it says', () => {
  it.each([
    ['2024', '2024-01-01..2024-12-31'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2023-02', '2023-02-01..2023-02-28'],
    ['2024-01-18', '2024-01-18..2024-01-18'],
    ['2024-02-29', '2024-02-29..2024-02-29'],
    ['2023-21', '2023-03-01..2023-05-31'],
    ['2023-22', '2023-06-01..2023-08-31'],
    ['2023-23', '2023-09-01..2023-11-30'],
    ['2023-24', '2023-12-01..2024-02-29'],
    ['9999-24', '9999-12-01..9999-12-31'],
    ['2024-33', '2024-01-01..2024-03-31'],
    ['2024-34', '2024-04-01..2024-06-30'],
    ['2024-35', '2024-07-01..2024-09-30'],
    ['2024-36', '2024-10-01..2024-12-31'],
    ['2023-XX', '2023-01-01..2023-12-31'],
    ['2023-XX-XX', '2023-01-01..2023-12-31'],
    ['2023-12-XX', '2023-12-01..2023-12-31'],
    ['202X', '2020-01-01..2029-12-31'],
    ['000X', '0001-01-01..0009-12-31'],
    ['0001-01-01', '0001-01-01..0001-01-01'],
    ['9999-12-31', '9999-12-31..9999-12-31'],
  ])('%s is %s', (text, expected) => {
    expect(bounds(text)).toBe(expected);
    expect(parseEdtf(text)).toMatchObject({ text, end: null, ...parseEdtf(text).begin, questionable: false });
  });
});

describe('an approximate date is one unit wider on both sides', () => {
  it.each([
    ['2024-01-18~', '2024-01-17..2024-01-19'],
    ['2024-03-01~', '2024-02-29..2024-03-02'],
    ['2024-01~', '2023-12-01..2024-02-29'],
    ['2023-12-XX~', '2023-11-01..2024-01-31'],
    ['2024~', '2023-01-01..2025-12-31'],
    ['2023-XX~', '2022-01-01..2024-12-31'],
    ['2023-23~', '2023-06-01..2024-02-29'],
    ['2024-33~', '2023-10-01..2024-06-30'],
    ['202X~', '2010-01-01..2039-12-31'],
    ['0001-01-01~', '0001-01-01..0001-01-02'],
    ['9999-12-31~', '9999-12-30..9999-12-31'],
    ['0001~', '0001-01-01..0002-12-31'],
    ['9999-12~', '9999-11-01..9999-12-31'],
    ['[2024-03~..2024-05~]', '2024-02-01..2024-06-30'],
    ['2024-03-10~/2024-05~', '2024-03-09..2024-03-11 until 2024-04-02..2024-07-01'],
  ])('%s is %s', (text, expected) => {
    expect(bounds(text)).toBe(expected);
    expect(parseEdtf(text).questionable).toBe(false);
    const both = parseEdtf(text.replaceAll('~', '%'));
    expect(both).toEqual({ ...parseEdtf(text), text: text.replaceAll('~', '%'), questionable: true });
  });
});

describe('a questionable date has the same days and says so', () => {
  it.each(['2024-01-18?', '2024?', '[2024?..2025]', '[..2025?]', '2024-01?/2024-03', '2024-01/2024-03?'])(
    '%s',
    (text) => {
      expect(parseEdtf(text)).toEqual({ ...parseEdtf(text.replace('?', '')), text, questionable: true });
    },
  );
});

describe('a one-of range is one day of it, without an end', () => {
  it.each([
    ['[2025-04-01..2026-03-31]', '2025-04-01..2026-03-31'],
    ['[2024-07..2024-10-01]', '2024-07-01..2024-10-01'],
    ['[2024..2024-03]', '2024-01-01..2024-03-31'],
    ['[..2024-02]', `${BEGINNING}..2024-02-29`],
    ['[2024-02..]', `2024-02-01..${FOREVER}`],
    ['[2023-XX..202X]', '2023-01-01..2029-12-31'],
  ])('%s is %s', (text, expected) => {
    expect(bounds(text)).toBe(expected);
    expect(parseEdtf(text)).toMatchObject({ end: null, ...parseEdtf(text).begin });
  });
});

describe('an interval begins on some day of its start; its last day is some day of its end', () => {
  it.each([
    ['2024-01-18/2024-03', '2024-01-18..2024-01-18 until 2024-03-02..2024-04-01', '2024-01-18', '2024-03-31'],
    ['2024/2024', '2024-01-01..2024-12-31 until 2024-01-02..2025-01-01', '2024-01-01', '2024-12-31'],
    [
      '2024-02/2024-01-31~',
      '2024-02-01..2024-02-29 until 2024-01-31..2024-02-02',
      '2024-02-01',
      '2024-02-01',
    ],
    ['../2024-03', `${BEGINNING}..${BEGINNING} until 2024-03-02..2024-04-01`, BEGINNING, '2024-03-31'],
    ['2024-03/..', '2024-03-01..2024-03-31', '2024-03-01', FOREVER],
    ['../..', `${BEGINNING}..${BEGINNING}`, BEGINNING, FOREVER],
    ['2024-03-01/', `2024-03-01..2024-03-01 until 2024-03-02..${FOREVER}`, '2024-03-01', FOREVER],
    ['2024/', `2024-01-01..2024-12-31 until 2024-01-02..${FOREVER}`, '2024-01-01', FOREVER],
    ['/2024-03', `${BEGINNING}..2024-03-31 until 2024-03-02..2024-04-01`, BEGINNING, '2024-03-31'],
    ['2024/9999-12-31', `2024-01-01..2024-12-31 until ${FOREVER}..${FOREVER}`, '2024-01-01', '9999-12-31'],
  ])('%s is %s', (text, expected, earliest, latest) => {
    expect(bounds(text)).toBe(expected);
    expect(parseEdtf(text)).toMatchObject({ text, earliest, latest });
  });
});

describe('text outside the subset is refused with a correct form', () => {
  it.each([
    ['2025-02-29', 'does not exist', 'calendar'],
    ['2024-04-31', 'does not exist', 'calendar'],
    ['2024-13', 'no such month', '01 to 12'],
    ['2024-00', 'no such month', '01 to 12'],
    ['2024-20', 'no such month', '21 to 24'],
    ['2024-25', 'no such month', '21 to 24'],
    ['2024-37', 'no such month', '33 to 36'],
    ['2024-21-01', 'does not exist', 'calendar'],
    ['2023-21-XX', 'X where', 'trailing'],
    ['0000', 'year 0000', '0001'],
    ['0000-01-01', 'year 0000', '0001'],
    ['-0044', 'negative', '0001'],
    ['Y17000', 'more than four digits', '0001 to 9999'],
    ['Y-17000', 'more than four digits', '0001 to 9999'],
    ['2E3', 'exponent', '0001'],
    ['1950S2', 'significant', '0001'],
    ['', 'empty', '2024-01'],
    ['now', 'not a date', '2024-01-18'],
    ['unknown', 'not a date', '2024-01-18'],
    ['tomorrow', 'not a date', '2024-01-18'],
    ['FY2025', 'EDTF', 'fiscalYear'],
    ['2024-01-18T09:00:00', 'time of day', '2024-01-18'],
    ['2024-01-18T09:00:00Z', 'time of day', '2024-01-18'],
    ['2024-01-18T00:00+09:00', 'time of day', '2024-01-18'],
    [' 2024', 'white space', '2024-01'],
    ['2024\n', 'white space', '2024-01'],
    ['2024 /2025', 'white space', '2024-01'],
    ['２０２４', 'not ASCII', 'plain digits'],
    ['2024‐01', 'not ASCII', 'plain digits'],
    ['{2024,2025}', 'set', '[2024-01..2024-03]'],
    ['[2024,2025]', 'list', '[2024-01..2024-03]'],
    ['[2024-01-01,2024-03..]', 'list', '[2024-01..2024-03]'],
    ['2024-W05', 'week', '..'],
    ['2024/01/18', 'slashes', 'hyphens'],
    ['2024/2025/2026', 'two sides', 'one start'],
    ['/', 'gives no day', '"2024-01/"'],
    ['../', 'gives no day', '"2024-01/"'],
    ['/..', 'gives no day', '"2024-01/"'],
    ['[..]', 'no day', 'at least one'],
    ['[]', 'no day', 'at least one'],
    ['[2024]', 'one-of range', '[2024-01..2024-03]'],
    ['2024..2025', 'lacks brackets', 'for a period'],
    ['..2025', 'lacks brackets', 'for a period'],
    ['2024..', 'lacks brackets', 'for a period'],
    ['..', 'not a date', '2024'],
    ['[2024..2025]~', 'after the bracket', 'inside'],
    ['[2024..2025]/2026', 'inside an interval', 'two dates'],
    ['2024/[2025..2026]', 'inside an interval', 'two dates'],
    ['2024-01~?', 'two qualifiers', '"%"'],
    ['2004-06~-11', 'qualifier inside', 'end'],
    ['?2004-06', 'qualifier inside', 'end'],
    ['2023-XX-15', 'not the month', 'range'],
    ['2023-1X', 'X where', 'trailing'],
    ['20XX', 'X where', '202X'],
    ['XXXX', 'X where', '202X'],
    ['202x', 'small x', 'capital'],
    ['20240118', 'hyphens', '2024-01-18'],
    ['12024', 'hyphens', '2024-01-18'],
    ['2024-1', 'not a date', '2024-01-18'],
    ['24-01-18', 'not a date', '2024-01-18'],
    ['January 2024', 'in words', '2024-03'],
    ['late 2023', 'in words', '[..2023]'],
    ['2023-10-01 - 2023-10-05', 'dash', '2024-01/2024-03'],
    ['2024-03/2024-02', 'ends before', '2024-02/2024-03'],
    ['[2024-03..2024-02]', 'empty range', '[2024-02..2024-03]'],
    ['[2024..2023~]x', 'one-of range', '[2024-01..2024-03]'],
    ['2'.repeat(61), 'at most 60', '2024-01'],
  ])('%j: %s', (text, problem, hint) => {
    const refused = refusalOf(text);
    expect(refused.message).toContain(problem);
    expect(refused.hint).toContain(hint);
  });

  it.each([2024, null, undefined, true, ['2024']])('%j is not text', (input) => {
    expect(refusalOf(input).message).toBe('a date must be text');
  });

  it('names the side that is wrong', () => {
    expect(refusalOf('2024-01/2024-13').message).toContain('"2024-13"');
  });
});

describe('a fiscal year becomes its one-of range', () => {
  it.each([
    [{ fiscalYear: 2025, calendar: 'JP' }, '[2025-04-01..2026-03-31]'],
    [{ fiscalYear: 2025, calendar: 'UK' }, '[2025-04-01..2026-03-31]'],
    [{ fiscalYear: 2025, calendar: 'US' }, '[2024-10-01..2025-09-30]'],
    [{ fiscalYear: 2025, calendar: 'AU' }, '[2024-07-01..2025-06-30]'],
    [{ calendar: 'JP', fiscalYear: 2 }, '[0002-04-01..0003-03-31]'],
  ])('%j is %s', (input, text) => {
    expect(parseEdtf(input)).toEqual(parseEdtf(text));
    expect(parseEdtf(input).text).toBe(text);
  });

  it.each([
    [{ fiscalYear: '2025', calendar: 'JP' }, '/fiscalYear', 'whole number'],
    [{ fiscalYear: 2025.5, calendar: 'JP' }, '/fiscalYear', 'whole number'],
    [{ fiscalYear: 9999, calendar: 'JP' }, '/fiscalYear', '2 to 9998'],
    [{ fiscalYear: 2025 }, '/calendar', 'JP, UK, US, AU'],
    [{ fiscalYear: 2025, calendar: 'DE' }, '/calendar', 'JP, UK, US, AU'],
    [{ fiscalYear: 2025, calendar: 'JP', 'a/b': 1 }, '/a~1b', 'no "a/b"'],
    [{}, '/fiscalYear', 'whole number'],
  ])('%j is refused at %s', (input, pointer, problem) => {
    const refused = refusalOf(input);
    expect(refused.pointer).toBe(pointer);
    expect(refused.message).toContain(problem);
  });

  it('suggests the calendar that was meant', () => {
    expect(refusalOf({ fiscalYear: 2025, calendar: 'jp' }).hint).toBe('did you mean "JP"?');
  });
});

function refusalOf(input: unknown): EdtfError {
  try {
    parseEdtf(input);
  } catch (error) {
    if (error instanceof EdtfError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(input)} was accepted`);
}
