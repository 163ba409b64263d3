import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyOptions } from '../../../test/support/property-options.js';
import type { Json } from '../json.js';
import { parseStrictJson } from './strict-json.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => parseStrictJson(bytes(text));
const mistakesIn = (text: string | Uint8Array) => {
  const result = parseStrictJson(typeof text === 'string' ? bytes(text) : text);
  return result.ok ? [] : result.mistakes;
};

/** Any JSON value in some spelling: indented or not, some characters as escapes. */
const spelledJson = fc
  .tuple(fc.jsonValue({ maxDepth: 8 }), fc.nat(3), fc.boolean())
  .map(([value, indent, escapes]) => {
    const text = JSON.stringify(value, null, indent);
    if (!escapes) return text;
    return text.replaceAll(
      /[A-Z\u0080-\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  });

describe('a strict reader of JSON', () => {
  it('reads what JSON.parse reads, as JSON.parse does', () => {
    fc.assert(
      fc.property(spelledJson, (text) => {
        const result = read(text);
        if (result.ok) expect(result.value).toStrictEqual(JSON.parse(text));
        else for (const { detail } of result.mistakes) expect(detail).toMatch(/__proto__|NUL|surrogate/);
      }),
      propertyOptions(2000),
    );
  });

  it('refuses the syntax that JSON.parse refuses, and no other', () => {
    const scraps = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"b"',
        '"',
        '\\',
        'true',
        'nul',
        '0',
        '-',
        '1.5',
        '01',
        '1.',
        'e2',
        ' ',
      ],
      ...[
        '\t',
        '\u0001',
        '\u00a0',
        '\\u00e9',
        '\\x',
        '\\u12',
        "'",
        '/**/',
        '[]',
        '{}',
        'NaN',
        '+1',
        '.5',
        '"\\n"',
      ],
    );
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        // What is no mistake of syntax: a name twice, and a number that no double is exactly.
        const mistakes = mistakesIn(text).filter(({ detail }) => !/twice|^The number /.test(detail));
        let value: unknown = mistakes;
        try {
          value = JSON.parse(text);
        } catch {
          expect(mistakes).toHaveLength(1);
          return;
        }
        expect({ text, value, mistakes }).toEqual({ text, value, mistakes: [] });
      }),
      propertyOptions(20000),
    );
  });

  it.each([
    '63.0',
    '0.1',
    '1e2',
    '1E+2',
    '-0',
    '0e999999',
    '0.00',
    '9007199254740992',
    '1e308',
    '5e-324',
    '123456789012345680000',
  ])('takes %s, which a double keeps', (number) => {
    expect(read(number)).toEqual({ ok: true, value: JSON.parse(number) as Json });
  });

  it.each([
    ...['9007199254740993', '1.0000000000000000001', '1E400', '-1e400', '1e-400', '0.1000000000000000055'],
    ...['3.14159265358979323846', '1e99999999999999999999', '4.9e-324'],
  ])('refuses %s, which a double changes', (number) => {
    const [mistake, ...others] = mistakesIn(`{"a": [1, ${number}]}`);
    expect(mistake?.pointer).toBe('/a/1');
    expect(mistake?.detail).toContain(number);
    expect(others).toEqual([]);
  });

  it('takes every number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(read(String(number)).ok).toBe(true);
      }),
      propertyOptions(5000),
    );
  });

  it('says where: pointer, line and column', () => {
    expect(mistakesIn('{"a/b": {"~": [1,\n  {"x": 1, "x": 2}]}}')).toEqual([
      {
        pointer: '/a~1b/~0/1/x',
        detail: 'The same name is given twice in one object',
        line: 2,
        column: 12,
      },
    ]);
    expect(mistakesIn('{"title": "x",\n}')).toMatchObject([{ line: 2, column: 1 }]);
  });

  it('finds a name given twice however it is spelled', () => {
    expect(mistakesIn('{"a":1,"\\u0061":2}')).toMatchObject([{ pointer: '/a' }]);
    expect(mistakesIn('{"a":{"a":1},"b":{"a":2}}')).toEqual([]);
  });

  it('names all mistakes of meaning at once', () => {
    const text =
      '{"__proto__": 1, "\\u005f_proto__": 2, "nul": "\\u0000", "half": "\\uD800", "other": "\\uDC00\\uD800"}';
    expect(mistakesIn(text).map(({ pointer }) => pointer)).toEqual([
      ...['/__proto__', '/__proto__', '/__proto__', '/nul', '/half', '/other'],
    ]);
    expect(mistakesIn(`[${'1e999,'.repeat(500)}0]`)).toHaveLength(20);
  });

  it('keeps strings exactly: pairs of surrogates, unusual spaces, no normalisation', () => {
    const strings = ['\u{1F600}', '\u00e9 e\u0301', '\u2028', '\ufeff', '\u00a0'];
    expect(read(JSON.stringify(strings))).toEqual({ ok: true, value: strings });
    expect(read('"\\uD83D\\uDE00"')).toEqual({ ok: true, value: '\u{1F600}' });
  });

  it.each([
    ['nothing', ''],
    ['only space', ' \n'],
    ['a second value', '{} {}'],
    ['a byte order mark', '\ufeff{}'],
    ['a raw NUL', '"a\0"'],
    ['a NUL between tokens', '[1,\0 2]'],
    ['a trailing comma', '[1,]'],
    ['a comment', '{} // no'],
  ])('refuses %s', (_, text) => {
    expect(mistakesIn(text)).toHaveLength(1);
  });

  it.each([
    ['a stray byte', [0x22, 0xff, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a cut character', [0x22, 0xe3, 0x81]],
    ['UTF-16', [0x22, 0, 0x61, 0, 0x22, 0, 0xff, 0xfe]],
  ])('refuses invalid UTF-8: %s', (_, numbers) => {
    expect(mistakesIn(Uint8Array.from(numbers))).toMatchObject([
      { detail: expect.stringContaining('UTF-8') },
    ]);
  });

  it('nests 32 deep and no deeper, and a megabyte of brackets does no harm', () => {
    expect(read('['.repeat(32) + ']'.repeat(32)).ok).toBe(true);
    expect(mistakesIn('['.repeat(33) + ']'.repeat(33))).toMatchObject([{ pointer: '/0'.repeat(32) }]);
    expect(mistakesIn('{"a":'.repeat(200_000))).toHaveLength(1);
  });

  it.each([
    ['zeros', `1${'0'.repeat(1 << 20)}`],
    ['a fraction of zeros', `0.${'0'.repeat(1 << 20)}1`],
    ['escapes', `"${'\\u0061'.repeat(170_000)}"`],
    ['an open string', `"${'a'.repeat(1 << 20)}`],
    ['names', `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":${i}`).join(',')}}`],
    ['duplicates', `{${'"a":1,'.repeat(170_000)}"a":1}`],
    ['inexact numbers', `[${'9007199254740993,'.repeat(60_000)}1]`],
    ['exact numbers', `[${'0.1234567890123456,'.repeat(52_000)}1]`],
    ['lines', '\n'.repeat(1 << 20)],
  ])('is done with a megabyte of %s at once', (_, text) => {
    // An algorithm of quadratic time would exceed the test's time limit.
    expect(mistakesIn(text)).toBeDefined();
  });
});
