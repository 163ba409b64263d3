import { describe, expect, it } from '@jest/globals';
import { endOfSecond, httpDate } from './http-date.js';

describe('dates as HTTP writes them', () => {
  it('the second of an instant, as Node writes it', () => {
    for (const instant of [
      '2024-02-29T23:59:59.999999Z',
      '2024-07-31T09:00:00.000001Z',
      '1999-12-31T00:00:00.000000Z',
    ])
      expect(httpDate(instant)).toBe(new Date(instant.slice(0, 19) + 'Z').toUTCString());
  });

  it('each names the whole of its second', () => {
    expect(endOfSecond('Wed, 31 Jul 2024 09:00:00 GMT')).toBe('2024-07-31T09:00:00.999999Z');
    expect(endOfSecond(httpDate('2026-11-22T16:00:01.000000Z'))).toBe('2026-11-22T16:00:01.999999Z');
  });

  it.each([
    'Thu, 31 Jul 2024 09:00:00 GMT', // it was a Wednesday
    'Wed, 31 Jul 2024 09:00:00',
    'Wed, 31 Jul 2024 24:00:00 GMT',
    'Fri, 30 Feb 2024 09:00:00 GMT',
    'Wednesday, 31-Jul-24 09:00:00 GMT',
    '2024-07-31T09:00:00Z',
    '2024-07-31',
    'now',
    '',
  ])('"%s" is none', (text) => {
    expect(endOfSecond(text)).toBeNull();
  });
});
