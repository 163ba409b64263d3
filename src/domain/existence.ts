import { BEGINNING, FOREVER, type Day } from './day.js';
import { earlier, later, type BoundedClaim, isBelieved, type Claim } from './claim.js';
import type { Move } from './claim-bounds.js';
import { NO_RUN } from './entry-text.js';
import type { FieldEntry, Reading } from './field-entry.js';
import type { Candidate } from './assignment.js';
import type { Step } from './field-steps.js';

export const EXISTENCES = ['not-yet', 'exists', 'ended'] as const;
export type Existence = (typeof EXISTENCES)[number];

/** The days from which something has begun, in one world or in all; FOREVER if there is no such day. */
export interface Begun {
  possibly: Day;
  certainly: Day;
}

/** When the first of these claims begins; null without claims. */
export function begunOf(claims: readonly BoundedClaim[]): Begun | null {
  if (claims.length === 0) return null;
  const possibly = claims.reduce((day, { begin }) => earlier(day, begin.earliest), FOREVER);
  return { possibly, certainly: begunForCertain(claims) };
}

/**
 * Whether these moves can change when the first claim begins: most only add one that begins later. A new contest of older claims
 * moves them, and one of new claims alone has begun when all of them have.
 */
export const canMove = ({ possibly, certainly }: Begun, moves: readonly Move[]): boolean =>
  moves.some(
    ({ before, now }) =>
      before !== null || now === null || now.begin.earliest < possibly || now.begin.latest < certainly,
  );

/**
 * Whether the policy exists: `not-yet` until an undisputed development, or all members of a contest, have certainly begun;
 * `ended` while in every world the winner of `status` is of kind `ended`; else `exists`. For `include`, a development begins on
 * its earliest day. No entries without live developments, which reads as `not-yet`.
 *
 * @param begun null: nothing begins
 * @param isEnd whether the event of this id is of kind `ended`
 */
export function existenceEntries(
  begun: Begun | null,
  statusSteps: readonly Step[],
  isEnd: (eventId: string) => boolean,
): FieldEntry[] {
  // Same result as for a policy without developments: a rebuild would find no open entry to close if all are retracted.
  if (begun === null) return [];
  const entries = [entry(BEGINNING, begun.possibly, 'not-yet', 'not-yet', 'not-yet')];
  for (const { from, until, flag, included, excluded } of endings(statusSteps, isEnd)) {
    const before = earlier(until, begun.certainly);
    entries.push(entry(later(from, begun.possibly), before, 'not-yet', word(included), 'not-yet'));
    entries.push(entry(later(from, begun.certainly), until, word(flag), word(included), word(excluded)));
  }
  return entries.filter((e) => e.from < e.until).reduce(joinEqual, []);
}

/** A longest period in which the winner of `status` is of kind `ended` or not, in each reading. */
interface Ending {
  from: Day;
  until: Day;
  flag: boolean;
  included: boolean;
  excluded: boolean;
}

function endings(statusSteps: readonly Step[], isEnd: (eventId: string) => boolean): Ending[] {
  const ended = ({ value, because }: Candidate) => value !== null && because.every(isEnd);
  const found: Ending[] = [];
  for (const step of statusSteps) {
    const flag = (step.certainty === 'definite' || step.contested) && step.candidates.every(ended);
    const [included, excluded] = [ended(step.included), ended(step.excluded)];
    const last = found.at(-1);
    if (last?.flag === flag && last.included === included && last.excluded === excluded)
      last.until = step.until;
    else found.push({ from: step.from, until: step.until, flag, included, excluded });
  }
  return found;
}

const word = (ended: boolean): string => (ended ? 'ended' : 'exists');

function entry(from: Day, until: Day, flag: string, include: string, exclude: string): FieldEntry {
  const reading = (value: string): Reading => ({ value: `"${value}"`, because: [] });
  return {
    from,
    until,
    certainty: 'definite',
    contested: false,
    details: NO_RUN,
    flag: reading(flag),
    include: include === flag ? null : reading(include),
    exclude: exclude === flag ? null : reading(exclude),
  };
}

function joinEqual(joined: FieldEntry[], next: FieldEntry): FieldEntry[] {
  const last = joined.at(-1);
  const same =
    last?.flag.value === next.flag.value &&
    last.include?.value === next.include?.value &&
    last.exclude?.value === next.exclude?.value;
  if (last && same) last.until = next.until;
  else joined.push(next);
  return joined;
}

/**
 * The day from which something has begun in every world: an undisputed development with an uncontested effect, or one member of
 * a contest, hence when all its members have begun. FOREVER if there is no such day.
 */
function begunForCertain(claims: readonly BoundedClaim[]): Day {
  let begun = FOREVER;
  for (const { claim, begin } of claims)
    if (begin.latest < begun && !claim.disputed && isUncontested(claim)) begun = begin.latest;
  return contestsBegun(claims).reduce(earlier, begun);
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
