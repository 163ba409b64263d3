import type { Day, DayRange } from './day.js';
import type { Effect } from './effect.js';
import type { Contest } from './claims/contest.js';
import type { Assertion, Source, StoredDate } from './policy-event.js';

/** Where a development may lie on the effective axis: its possible begin days and possible end days (exclusive). */
export interface Bounds {
  begin: DayRange;
  /** null: it does not end. */
  end: DayRange | null;
}

/** What one live development claims, as the rules of certainty see it. */
export interface Claim extends Bounds {
  eventId: string;
  kind: string;
  /** The whole effective date, as given. */
  date: StoredDate;
  /** Breaks ties of (begin day, sequence): the position of the first version of this development, whatever replaced it since. */
  tieBreaker: number;
  /** Explicit order among the developments of a policy, at least 1; 0 stands for none. */
  sequence: number;
  /** Given with `?` or `%`: a value that rests on it is at most possible. */
  questionable: boolean;
  /** It did not happen in some worlds: asserted as disputed, and no ruling prefers it. */
  disputed: boolean;
  /** Rulings took fields from it: `effects` has only what is left. */
  ruledOut: boolean;
  /** The unresolved contests in which it takes part, by field: in each world one member of each holds. */
  contests: ReadonlyMap<string, Contest>;
  assertion: Assertion;
  sources: readonly Source[];
  recordedBy: string;
  effects: readonly Effect[];
}

/** A claim with the bounds that remain once its own end and the sequence order are taken into account. */
export interface BoundedClaim extends Bounds {
  claim: Claim;
}

/** Whether rulings left anything of what a development says. */
export const isBelieved = ({ effects, ruledOut }: Claim): boolean => effects.length > 0 || !ruledOut;

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
