import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyOptions } from '../../test/support/property-options.js';
import { readInstant } from './instant.js';

const utc = (text: string) => {
  const reading = readInstant(text);
  return 'value' in reading ? reading.value : reading.mistake.detail;
};

describe('an instant', () => {
  it.each([
    ['2024-07-31T23:59:59Z', '2024-07-31T23:59:59.000000Z'],
    ['2024-07-31t23:59:59z', '2024-07-31T23:59:59.000000Z'],
    ['2024-07-31T23:59:59.1Z', '2024-07-31T23:59:59.100000Z'],
    ['2024-07-31T23:59:59.123456Z', '2024-07-31T23:59:59.123456Z'],
    ['2024-08-01T08:59:59.000001+09:00', '2024-07-31T23:59:59.000001Z'],
    ['2024-02-28T23:30:00-00:45', '2024-02-29T00:15:00.000000Z'],
    ['2025-01-01T00:00:00+00:01', '2024-12-31T23:59:00.000000Z'],
    ['2023-12-31T23:59:59-23:59', '2024-01-01T23:58:59.000000Z'],
    ['2024-06-01T00:00:00-00:00', '2024-06-01T00:00:00.000000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('%s is %s', (given, expected) => {
    expect(readInstant(given)).toEqual({ value: expected });
  });

  it.each([
    ['2024-07-31', '2024-07-31T23:59:59Z'],
    ['2024-07-31T23:59:59', '2024-07-31T23:59:59Z'],
    ['2024-07-31T09:00:00 09:00', '%2B'],
    ['2025-02-29T00:00:00Z', 'no day 2025-02-29'],
    ['0000-12-31T00:00:00Z', 'no day'],
    ['2016-12-31T23:59:60Z', 'Leap seconds'],
    ['2024-07-31T24:00:00Z', 'no such time'],
    ['2024-07-31T23:60:00Z', 'no such time'],
    ['2024-07-31T23:59:59.1234567Z', 'six decimals'],
    ['2024-07-31T00:00:00+24:00', 'no such offset'],
    ['2024-07-31T00:00:00+09:60', 'no such offset'],
    ['0001-01-01T00:00:00+00:01', 'outside'],
    ['9999-12-31T23:59:59-00:01', 'outside'],
    ...[
      'now',
      '2024-07-31 23:59:59Z',
      '2024-07-31T23:59Z',
      '2024-07-31T23:59:59.Z',
      '1722470399',
      '20240731T235959Z',
    ].map((text): [string, string] => [text, 'RFC 3339']),
    ['２０２４-07-31T23:59:59Z', 'RFC 3339'],
  ])('%s is refused with a hint: %s', (given, hint) => {
    expect(utc(given)).toContain(hint);
    expect(readInstant(given)).not.toHaveProperty('value');
  });

  it('agrees with Date on every offset, to the millisecond that Date can hold', () => {
    const time = fc.date({
      min: new Date('0002-01-01T00:00:00Z'),
      max: new Date('9998-12-31'),
      noInvalidDate: true,
    });
    const offset = fc.integer({ min: -1439, max: 1439 });
    fc.assert(
      fc.property(time, offset, (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const two = (n: number) => String(n).padStart(2, '0');
        const suffix = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(utc(local + suffix)).toBe(date.toISOString().replace('Z', '000Z'));
      }),
      propertyOptions(2000),
    );
  });
});
