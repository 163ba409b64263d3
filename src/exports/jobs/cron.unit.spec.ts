import { describe, expect, it } from '@jest/globals';
import { nextRun } from './cron.js';

const NOW = new Date('2026-11-26T15:00:30Z'); // a Thursday

describe('the next run of a cron expression', () => {
  it.each([
    ['* * * * *', '2026-11-26T15:01:00Z'],
    ['0 15 * * *', '2026-11-27T15:00:00Z'],
    ['0 6 * * 1', '2026-11-30T06:00:00Z'],
    ['30 23 1 * *', '2026-12-01T23:30:00Z'],
    ['0 6 1 * 5', '2026-11-27T06:00:00Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00Z'],
    ['0 0 30 2 *', null],
  ])('%s is %s', (cron, expected) => {
    expect(nextRun(cron, NOW)).toBe(expected);
  });

  it('is refused for what is no cron expression', () => {
    expect(() => nextRun('every day', NOW)).toThrow('must be five fields');
    expect(() => nextRun('@daily', NOW)).toThrow('must be five fields');
  });
});
