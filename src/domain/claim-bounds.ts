import type { Claim, BoundedClaim } from './claim.js';
import type { Rulings } from './claims/rulings.js';
import { PLAIN, sameStanding, type Standing } from './claims/standing.js';
import { standings } from './claims/standings.js';
import {
  constrains,
  boundsAlone,
  boundsInSequence,
  sequencedAfter,
  unordered,
  type Order,
} from './sequence.js';
import {
  claimOf,
  liveVersion,
  type Counts,
  type DevelopmentHistory,
  type DevelopmentHistories,
} from './development-history.js';

/** A development whose claim appeared, disappeared, changed, or moved because another one tightened its bounds. */
export interface Move {
  history: DevelopmentHistory;
  before: BoundedClaim | null;
  now: BoundedClaim | null;
}

/** The bounds of the live claims of one policy, updated development by development. */
export class ClaimBounds {
  /** Event ids whose sequences contradict their days, or null. Only a subset of the log can contain them: the write side refuses them. */
  contradiction: string[] | null = null;
  private readonly bounded = new Map<DevelopmentHistory, BoundedClaim>();
  /** Those of `bounded` that constrain others. */
  private readonly constraining = new Map<DevelopmentHistory, Claim>();
  private readonly dirty = new Set<DevelopmentHistory>();
  private standings: ReadonlyMap<DevelopmentHistory, Standing> = new Map();
  private rulingsChanged = false;

  /** @param counts which events to believe */
  constructor(
    private readonly histories: DevelopmentHistories,
    private readonly rulings: Rulings,
    private readonly counts: Counts,
  ) {}

  touch(history: DevelopmentHistory): void {
    this.dirty.add(history);
  }

  /** To be called after a ruling was made or withdrawn. */
  touchRulings(): void {
    this.rulingsChanged = true;
  }

  /** The effect of contests and rulings on a development, as of the last recomputation. */
  standingOf(history: DevelopmentHistory): Standing {
    return this.standings.get(history) ?? PLAIN;
  }

  /** The live claims. */
  all(): BoundedClaim[] {
    return [...this.bounded.values()];
  }

  /** Number of live claims. */
  get size(): number {
    return this.bounded.size;
  }

  get order(): Order {
    return this.contradiction ? unordered : sequencedAfter;
  }

  /** Computes the bounds of the touched developments, and of all sequenced ones, because each may tighten the others. */
  recompute(): Move[] {
    this.judge();
    if (this.dirty.size === 0) return [];
    const claims = new Map([...this.dirty].map((history) => [history, this.liveClaim(history)]));
    for (const [history, claim] of this.constraining) if (!claims.has(history)) claims.set(history, claim);
    this.dirty.clear();
    const sequenced = this.inSequence(
      [...claims].flatMap(([history, claim]) => (claim && constrains(claim) ? [{ history, claim }] : [])),
    );
    const moves: Move[] = [];
    for (const [history, claim] of claims) {
      const before = this.bounded.get(history) ?? null;
      const now = claim && (sequenced.get(history) ?? boundsAlone(claim));
      if (sameBounds(before, now)) continue;
      if (now) this.bounded.set(history, now);
      else this.bounded.delete(history);
      if (now && constrains(now.claim)) this.constraining.set(history, now.claim);
      else this.constraining.delete(history);
      moves.push({ history, before, now });
    }
    return moves;
  }

  /** Recomputes contests and rulings. A development whose standing changes is marked dirty, so that its bounds are computed again. */
  private judge(): void {
    if (this.dirty.size === 0 && !this.rulingsChanged) return;
    this.rulingsChanged = false;
    if (this.histories.linking().size === 0 && !this.rulings.any) return;
    const before = this.standings;
    this.standings = standings(this.histories, this.rulings, this.counts);
    for (const history of new Set([...before.keys(), ...this.standings.keys()]))
      if (!sameStanding(before.get(history) ?? PLAIN, this.standingOf(history))) this.dirty.add(history);
  }

  private liveClaim(history: DevelopmentHistory): Claim | null {
    const live = liveVersion(history, this.counts);
    const standing = this.standingOf(history);
    return live && standing.rejectedBy === null ? claimOf(history, live, standing) : null;
  }

  private inSequence(
    claims: { history: DevelopmentHistory; claim: Claim }[],
  ): Map<DevelopmentHistory, BoundedClaim> {
    const result = boundsInSequence(claims.map(({ claim }) => claim));
    this.contradiction = Array.isArray(result) ? null : result.contradiction;
    // After a contradiction each claim keeps its own bounds: sequences then only break ties.
    if (!Array.isArray(result)) return new Map();
    return new Map(claims.flatMap(({ history }, i) => (result[i] ? [[history, result[i]]] : [])));
  }
}

const sameBounds = (a: BoundedClaim | null, b: BoundedClaim | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.claim.eventId === b.claim.eventId &&
    sameClaims(a.claim, b.claim) &&
    a.begin.earliest === b.begin.earliest &&
    a.begin.latest === b.begin.latest &&
    a.end?.earliest === b.end?.earliest &&
    a.end?.latest === b.end?.latest);

/** Whether two claims of one version have the same effects, dispute and contests. */
const sameClaims = (a: Claim, b: Claim): boolean =>
  a.disputed === b.disputed &&
  a.effects.length === b.effects.length &&
  a.effects.every((effect, i) => effect === b.effects[i]) &&
  a.contests.size === b.contests.size &&
  [...a.contests].every(([field, { id, size }]) => {
    const other = b.contests.get(field);
    return other?.id === id && other.size === size;
  });
