import { describe, expect, it } from '@jest/globals';
import { microsecondBefore } from './instant.js';

describe('the microsecond before', () => {
  it.each([
    ['2024-07-31T09:00:00.123456Z', '2024-07-31T09:00:00.123455Z'],
    ['2024-07-31T09:10:11.000000Z', '2024-07-31T09:10:10.999999Z'],
    ['2024-07-31T10:00:00.000000Z', '2024-07-31T09:59:59.999999Z'],
    ['2024-03-01T00:00:00.000000Z', '2024-02-29T23:59:59.999999Z'],
  ])('%s is %s', (instant, before) => {
    expect(microsecondBefore(instant)).toBe(before);
  });

  it('is told of the log’s own instants only', () => {
    expect(() => microsecondBefore('2024-07-31T09:00:00Z')).toThrow('not an instant');
  });
});
