import type { BoundedClaim } from './claim.js';
import type { Contest } from './claims/contest.js';
import type { Day } from './day.js';
import type { Effect } from './effect.js';
import { canonicalText } from './json.js';

/** A value that wins in some worlds (null: absent), and the ids of the developments that make it win. */
export interface Candidate {
  readonly value: string | null;
  readonly because: readonly string[];
}

/** What one development with known bounds says about one field; `value` is canonical JSON text, null means absent (cleared). */
export interface Assignment extends BoundedClaim {
  value: string | null;
  /** The unresolved contest on this field that it belongs to. */
  contest: Contest | null;
  /** Itself as the only winner of a value: one object for the hundreds of steps that a long uncertain begin may have. */
  alone: Candidate;
}

/** The assignment that one effect of a development makes. */
export const assignment = (bounded: BoundedClaim, effect: Effect): Assignment =>
  assigning(
    bounded,
    'set' in effect ? canonicalText(effect.set) : null,
    bounded.claim.contests.get(effect.field) ?? null,
  );

/**
 * The assignment of a value. Its members are written out: V8 gives each object that is made by spreading another one a hidden
 * class of its own, of some 250 bytes, and what reads it can then not be specialised.
 */
export const assigning = (
  { claim, begin, end }: BoundedClaim,
  value: string | null,
  contest: Contest | null,
): Assignment => ({ claim, begin, end, value, contest, alone: { value, because: [claim.eventId] } });

/** Whether it has begun and not ended by `day` in every possible world. */
export const certainlyActive = ({ begin, end }: Assignment, day: Day): boolean =>
  begin.latest <= day && (end === null || end.earliest > day);

/** Whether it has begun and not ended by `day` in some possible world. */
export const possiblyActive = ({ begin, end }: Assignment, day: Day): boolean =>
  begin.earliest <= day && (end === null || end.latest > day);

/** Whether `b` comes after `a` if both begin on the same day. */
export const breaksTie = ({ claim: b }: Assignment, { claim: a }: Assignment): boolean =>
  b.sequence > a.sequence || (b.sequence === a.sequence && b.tieBreaker > a.tieBreaker);
