import { describe, expect, it } from '@jest/globals';
import { canonicalText, digestOf, isPlainText, isStorable, sha256Hex } from './canonical.js';

describe('Canonical text', () => {
  it('is the same text for any order of members, as in the example of RFC 8785', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(digestOf({ b: 1, a: 2 })).toBe(digestOf({ a: 2, b: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
  });

  it('sorts members by UTF-16 code units, so a surrogate pair comes before a full-width letter', () => {
    expect(canonicalText({ '\uff21': 1, '\u{1f600}': 2 })).toBe('{"\u{1f600}":2,"\uff21":1}');
  });

  it('refuses what has no UTF-8 or no JSON', () => {
    for (const value of ['\ud800', { a: ['x\udfff'] }, { '\ud800': 1 }, NaN, Infinity, undefined]) {
      expect(() => canonicalText(value)).toThrow();
    }
  });

  it('lets text pass that only looks like an escape', () => {
    expect(canonicalText('\\ud800')).toBe('"\\\\ud800"');
    expect(isStorable(canonicalText('\\u0000 \\ud800 😀'))).toBe(true);
  });

  it('knows that PostgreSQL has no place for U+0000', () => {
    expect(isStorable(canonicalText('a\0'))).toBe(false);
    expect(isStorable(canonicalText('a\\\0'))).toBe(false);
    expect(isPlainText('a\0')).toBe(false);
    expect(isPlainText('a\ud800')).toBe(false);
    expect(isPlainText('防衛装備 😀')).toBe(true);
  });

  it('is hashed as UTF-8', () => {
    expect(sha256Hex('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });
});
