import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../../src/domain/claim.js';
import { assigning } from '../../src/domain/assignment.js';
import { fieldSteps } from '../../src/domain/field-steps.js';
import { boundsInSequence, sequencedAfter } from '../../src/domain/sequence.js';
import { claimFor } from '../support/claims.js';
import { winner, worlds, type Said } from './worlds.js';

const said = (eventId: string, tie: number, rest: Pick<Claim, 'begin' | 'end' | 'sequence'>): Said => ({
  value: `"${eventId}"`,
  contest: null,
  claim: claimFor({ ...rest, eventId, tieBreaker: tie }),
});
const on = (day: string) => ({ earliest: day, latest: day });

/** Found by the random histories once in some thousands of them, so it is kept here. */
describe('a development whose sequenced successor may be over again', () => {
  const sayings = [
    said('first', 1, { begin: { earliest: '2024-01-02', latest: '2024-01-03' }, end: null, sequence: 1 }),
    said('rival', 2, { begin: on('2024-01-03'), end: null, sequence: 0 }),
    said('successor', 3, {
      begin: { earliest: '2024-01-02', latest: '2024-01-03' },
      end: { earliest: '2024-01-03', latest: '2024-01-05' },
      sequence: 2,
    }),
  ];

  it('does not win on the day on which it would have to begin together with that successor', () => {
    const winners = new Set(worlds(sayings).map((world) => winner(world, '2024-01-03')?.claim.eventId));
    expect([...winners].sort()).toEqual(['rival', 'successor']);

    const placed = boundsInSequence(sayings.map(({ claim }) => claim));
    if (!Array.isArray(placed)) throw new Error('the sequences contradict the days');
    const assignments = placed.map((p, i) => assigning(p, sayings[i]?.value ?? null, null));
    const step = fieldSteps(assignments, sequencedAfter).find(
      ({ from, until }) => from <= '2024-01-03' && '2024-01-03' < until,
    );
    expect(step?.candidates.flatMap(({ because }) => because).sort()).toEqual(['rival', 'successor']);
  });
});
