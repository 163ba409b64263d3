import type { Counts, DevelopmentHistory, DevelopmentHistories } from '../development-history.js';
import { contestsAmong } from './contests.js';
import { verdicts, type Rulings } from './rulings.js';
import { PLAIN, type Standing } from './standing.js';

/**
 * The standing of each development that a link or a ruling concerns; all others are PLAIN.
 * @param counts which events to believe
 */
export function standings(
  histories: DevelopmentHistories,
  rulings: Rulings,
  counts: Counts,
): ReadonlyMap<DevelopmentHistory, Standing> {
  const { rejectedBy, ruledOut, confirmedBy } = verdicts(rulings.live(counts), histories, counts);
  const contests = contestsAmong(
    histories,
    counts,
    (history, field) => !rejectedBy.has(history) && !ruledOut.get(history)?.has(field),
  );
  const touched = new Set([
    ...contests.keys(),
    ...rejectedBy.keys(),
    ...ruledOut.keys(),
    ...confirmedBy.keys(),
  ]);
  return new Map(
    [...touched].map((history) => [
      history,
      {
        contests: contests.get(history) ?? PLAIN.contests,
        ruledOut: ruledOut.get(history) ?? PLAIN.ruledOut,
        rejectedBy: rejectedBy.get(history) ?? null,
        confirmedBy: confirmedBy.get(history) ?? null,
      },
    ]),
  );
}
