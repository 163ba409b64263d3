import type { BoundedClaim } from './claim.js';
import type { DevelopmentHistories, DevelopmentHistory } from './development-history.js';
import type { Development, Ruling } from './policy-event.js';
import type { Rulings } from './claims/rulings.js';

/** What is known of a policy, as far as it explains why a field changed. */
export interface Causes {
  readonly histories: DevelopmentHistories;
  readonly rulings: Rulings;
  /** The believed version of a development, even if a ruling rejects it. */
  liveVersion: (history: DevelopmentHistory) => Development | null;
  /** The believed rulings, oldest first. */
  liveRulings: () => Ruling[];
  /** Those of these live developments that assign a field, ordered by the first version of each. */
  claimsOn: (field: string, eventIds: readonly string[]) => BoundedClaim[];
}
