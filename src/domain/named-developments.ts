import type { Causes } from './causes.js';
import { inOrder, type BoundedClaim } from './claim.js';
import { Rulings } from './claims/rulings.js';
import {
  claimOf,
  DevelopmentHistories,
  liveVersion,
  publicBy,
  type Counts,
  type DevelopmentHistory,
} from './development-history.js';
import type { Day } from './day.js';
import type { Development, PolicyEvent, Ruling } from './policy-event.js';
import { boundsAlone, isBoundByOthers } from './sequence.js';

/**
 * Some developments of a policy, for causes that depend on no other: they are neither corrections nor contested, and no
 * sequence bounds their days. Reading and folding all of a policy for them would take most of the time of an answer.
 */
export class NamedDevelopments implements Causes {
  readonly histories = new DevelopmentHistories();
  /** None. */
  readonly rulings = new Rulings();

  private readonly claims = new Map<string, BoundedClaim>();

  private constructor(private readonly believes: Counts) {}

  /**
   * @param events some events of a policy without contests and rulings, in order: all that the entries to explain name, and all
   * between the positions to compare
   * @returns null if what they say depends on other events, too
   */
  static of(events: readonly PolicyEvent[], publishedBy: Day | null): NamedDevelopments | null {
    const named = new NamedDevelopments(publishedBy ? publicBy(publishedBy) : () => true);
    for (const event of events) {
      if (event.type === 'retraction' || event.type === 'ruling') return null;
      if (event.type !== 'development') continue;
      if (event.data.corrects !== undefined || event.data.contradicts) return null;
      const claim = claimOf(named.histories.add(event), event);
      if (isBoundByOthers(claim)) return null;
      named.claims.set(event.eventId, boundsAlone(claim));
    }
    return named;
  }

  liveVersion(history: DevelopmentHistory): Development | null {
    return liveVersion(history, this.believes);
  }

  liveRulings(): Ruling[] {
    return this.rulings.live(this.believes);
  }

  claimsOn(field: string, eventIds: readonly string[]): BoundedClaim[] {
    const claims = eventIds.flatMap((eventId) => this.claims.get(eventId) ?? []);
    return inOrder(
      claims.filter(({ claim: { effects } }) => effects.some((effect) => effect.field === field)),
    );
  }
}
