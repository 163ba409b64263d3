import { describe, expect, it } from '@jest/globals';
import { claimFor } from '../../test/support/claims.js';
import type { BoundedClaim } from './claim.js';
import { BEGINNING, FOREVER } from './day.js';
import { verifiedEntries } from './verified.js';

function placed(
  text: string,
  earliest: string,
  latest: string,
  tie: number,
  kind = 'verified',
): BoundedClaim {
  const begin = { earliest, latest };
  const claim = claimFor({
    eventId: `e${tie}`,
    kind,
    date: { text, earliest, latest },
    begin,
    end: null,
    tieBreaker: tie,
  });
  return { claim, begin, end: null };
}
const told = (claims: BoundedClaim[]) =>
  verifiedEntries(claims).map(({ from, until, flag }) => [
    from,
    until,
    JSON.parse(flag.value ?? '') as unknown,
  ]);

describe('when a policy was last verified', () => {
  it('there is no entry before the first verification, and none for developments of other kinds', () => {
    expect(told([])).toEqual([]);
    expect(told([placed('2024-01-10', '2024-01-10', '2024-01-10', 1, 'ended')])).toEqual([]);
  });

  it('each holds from the day on which it has certainly begun until the next one', () => {
    const march = placed('2024-03', '2024-03-01', '2024-03-31', 1);
    const january = placed('2024-01-10', '2024-01-10', '2024-01-10', 2);
    expect(told([march, january])).toEqual([
      ['2024-01-10', '2024-03-31', '2024-01-10'],
      ['2024-03-31', FOREVER, '2024-03'],
    ]);
  });

  it('one that has not certainly begun on any day gives no entry', () => {
    expect(told([placed('[2024-02-01..]', '2024-02-01', FOREVER, 1)])).toEqual([]);
  });

  it('of several certain from the same day on, the one that begins no earlier than the others, then the later recorded one', () => {
    const vague = placed('[..2024-01-10]', BEGINNING, '2024-01-10', 9);
    const first = placed('2024-01-10', '2024-01-10', '2024-01-10', 1);
    const second = placed('2024-01-10/..', '2024-01-10', '2024-01-10', 2);
    expect(told([vague, second, first])).toEqual([['2024-01-10', FOREVER, '2024-01-10/..']]);
  });
});
