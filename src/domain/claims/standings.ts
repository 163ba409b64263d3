import type { Counts, Fact, Facts } from '../supersession.js';
import { contestsAmong } from './contests.js';
import { verdicts, type Rulings } from './rulings.js';
import { PLAIN, type Standing } from './standing.js';

/**
 * The standing of each development that a link or a ruling touches; all others are plain.
 * @param counts which events to believe
 */
export function standings(facts: Facts, rulings: Rulings, counts: Counts): ReadonlyMap<Fact, Standing> {
  const { rejectedBy, ruledOut, confirmedBy } = verdicts(rulings.live(counts), facts, counts);
  const contests = contestsAmong(
    facts,
    counts,
    (fact, field) => !rejectedBy.has(fact) && !ruledOut.get(fact)?.has(field),
  );
  const touched = new Set([
    ...contests.keys(),
    ...rejectedBy.keys(),
    ...ruledOut.keys(),
    ...confirmedBy.keys(),
  ]);
  return new Map(
    [...touched].map((fact) => [
      fact,
      {
        contests: contests.get(fact) ?? PLAIN.contests,
        ruledOut: ruledOut.get(fact) ?? PLAIN.ruledOut,
        rejectedBy: rejectedBy.get(fact) ?? null,
        confirmedBy: confirmedBy.get(fact) ?? null,
      },
    ]),
  );
}
