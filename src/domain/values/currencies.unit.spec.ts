import { describe, expect, it } from '@jest/globals';
import { CURRENCY_CODES } from './currencies.js';
import { moneyValue } from './maps.js';

const problems = (currency: unknown) => moneyValue.problems({ value: 5, currency }, '/amount');

describe('a currency', () => {
  it.each(['JPY', 'USD', 'XCG', 'DEM', 'FRF', 'XAU'])(
    'in force or withdrawn is a code of ISO 4217: %s',
    (code) => {
      expect(problems(code)).toEqual([]);
    },
  );

  it.each([
    ['YEN', 'JPY'],
    ['円', 'JPY'],
    ['￥', 'JPY'],
    ['yen', 'JPY'],
    ['jpy', 'JPY'],
    ['US$', 'USD'],
    ['USDD', 'USD'],
    ['RMB', 'CNY'],
    ['constructor', undefined],
    ['', undefined],
    [7, undefined],
  ])('%j is none; meant is %j', (text, meant) => {
    expect(problems(text)).toEqual([
      { pointer: '/amount/currency', detail: expect.stringContaining('ISO 4217'), didYouMean: meant },
    ]);
  });

  it('has every code once', () => {
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length);
  });
});
