import type { Day, DayRange } from './day.js';
import type { Effect } from './effect.js';
import type { Contest } from './claims/contest.js';
import type { Assertion, Source, StoredDate } from './policy-event.js';

/** The possible days of a development on the effective axis: of its begin and of its end (exclusive). */
export interface Bounds {
  begin: DayRange;
  /** null: it has no end. */
  end: DayRange | null;
}

/** What one live development claims; input of the certainty rules. */
export interface Claim extends Bounds {
  eventId: string;
  kind: string;
  /** The whole effective date, as given. */
  date: StoredDate;
  /** Breaks ties of (begin day, sequence): the position of the development's first version, which corrections keep. */
  tieBreaker: number;
  /** Explicit order among the developments of a policy, from 1; 0: none. */
  sequence: number;
  /** Given with `?` or `%`: a value based on it is at most possible. */
  questionable: boolean;
  /** It did not happen in some worlds: asserted as disputed, and no ruling prefers it. */
  disputed: boolean;
  /** Rulings have removed fields from it: `effects` holds the rest. */
  ruledOut: boolean;
  /** The unresolved contests that it belongs to, by field: in each world exactly one member of a contest holds. */
  contests: ReadonlyMap<string, Contest>;
  assertion: Assertion;
  sources: readonly Source[];
  recordedBy: string;
  /** Its content was erased by law, by the redaction at this position. */
  redactedAt?: number;
  effects: readonly Effect[];
}

/** A claim with the bounds that remain after its own end and the sequence order are applied. */
export interface BoundedClaim extends Bounds {
  claim: Claim;
}

/** Sorts claims by the first versions of their developments. */
export const inOrder = <Bounded extends BoundedClaim>(claims: Bounded[]): Bounded[] =>
  claims.sort((a, b) => a.claim.tieBreaker - b.claim.tieBreaker);

/** False if rulings have removed everything that the development says. */
export const isBelieved = ({ effects, ruledOut }: Claim): boolean => effects.length > 0 || !ruledOut;

/** Whether others contradict it, or its source is disputed. */
export const isContested = ({ disputed, contests }: Claim): boolean => disputed || contests.size > 0;

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
