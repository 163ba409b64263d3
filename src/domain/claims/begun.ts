import { earlier, isBelieved, later, type Claim, type BoundedClaim } from '../claim.js';
import { FOREVER, type Day } from '../day.js';

/**
 * The day from which something has begun in every world: an undisputed development with an uncontested effect, or one member of
 * a contest, hence when all its members have begun. FOREVER if there is no such day.
 */
export function begunForCertain(claims: readonly BoundedClaim[]): Day {
  const alone = claims.filter(({ claim }) => !claim.disputed && isUncontested(claim));
  return [...alone.map(({ begin }) => begin.latest), ...contestsBegun(claims)].reduce(earlier, FOREVER);
}

/** A development that assigns nothing, such as a verification, is uncontested. */
const isUncontested = (claim: Claim): boolean =>
  isBelieved(claim) &&
  (claim.effects.length === 0 || claim.effects.some(({ field }) => !claim.contests.has(field)));

/** For each contest, the day by which all its members have certainly begun. */
function contestsBegun(claims: readonly BoundedClaim[]): Day[] {
  const begun = new Map<string, Day>();
  for (const { claim, begin } of claims)
    for (const [field, { id }] of claim.contests) {
      const contest = `${id} ${field}`;
      begun.set(contest, later(begun.get(contest) ?? begin.latest, begin.latest));
    }
  return [...begun.values()];
}
