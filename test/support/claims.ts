import type { Claim } from '../../src/domain/claim.js';

/** A claim for tests: undisputed, without sequence and effects, with the given differences. */
export const claimFor = (
  given: Pick<Claim, 'eventId' | 'begin' | 'end' | 'tieBreaker'> & Partial<Claim>,
): Claim => ({
  kind: 'k',
  date: { text: '', earliest: null, latest: null },
  sequence: 0,
  questionable: false,
  disputed: false,
  contests: new Map(),
  ruledOut: false,
  assertion: 'confirmed',
  sources: [],
  recordedBy: 'test',
  effects: [],
  ...given,
});
