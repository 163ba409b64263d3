import type { Claim, Placed } from './claim.js';
import { placeAlone, placeInSequence, sequencedAfter, unordered, type Order } from './sequence.js';
import { claimOf, liveVersion, type Counts, type Fact } from './supersession.js';

/** A fact whose claim appeared, went, changed, or moved because another one tightened it. */
export interface Move {
  fact: Fact;
  before: Placed | null;
  now: Placed | null;
}

/** Where the live claims of one policy lie, kept up to date fact by fact. */
export class Placements {
  /** Whether the sequences contradict the days; only a subset of a log's developments ever does. */
  contradiction: string[] | null = null;
  private readonly placed = new Map<Fact, Placed>();
  private readonly dirty = new Set<Fact>();

  /** @param counts which developments and retractions to believe. */
  constructor(private readonly counts: Counts) {}

  touch(fact: Fact): void {
    this.dirty.add(fact);
  }

  /** The claims that stand. */
  all(): Placed[] {
    return [...this.placed.values()];
  }

  get order(): Order {
    return this.contradiction ? unordered : sequencedAfter;
  }

  /** Places the touched facts, and with them all sequenced ones, since each may tighten the others. */
  settle(): Move[] {
    if (this.dirty.size === 0) return [];
    const claims = new Map([...this.dirty].map((fact) => [fact, this.liveClaim(fact)]));
    for (const [fact, { claim }] of this.placed)
      if (claim.sequence > 0 && !claims.has(fact)) claims.set(fact, claim);
    this.dirty.clear();
    const sequenced = this.inSequence(
      [...claims].flatMap(([fact, claim]) => (claim?.sequence ? [{ fact, claim }] : [])),
    );
    const moves: Move[] = [];
    for (const [fact, claim] of claims) {
      const before = this.placed.get(fact) ?? null;
      const now = claim && (sequenced.get(fact) ?? placeAlone(claim));
      if (samePlace(before, now)) continue;
      if (now) this.placed.set(fact, now);
      else this.placed.delete(fact);
      moves.push({ fact, before, now });
    }
    return moves;
  }

  private liveClaim(fact: Fact): Claim | null {
    const live = liveVersion(fact, this.counts);
    return live && claimOf(fact, live);
  }

  private inSequence(claims: { fact: Fact; claim: Claim }[]): Map<Fact, Placed> {
    const result = placeInSequence(claims.map(({ claim }) => claim));
    this.contradiction = Array.isArray(result) ? null : result.contradiction;
    // A contradiction leaves each claim where it would lie alone: sequences then only break ties.
    if (!Array.isArray(result)) return new Map();
    return new Map(claims.flatMap(({ fact }, i) => (result[i] ? [[fact, result[i]]] : [])));
  }
}

const samePlace = (a: Placed | null, b: Placed | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.claim.eventId === b.claim.eventId &&
    a.begin.earliest === b.begin.earliest &&
    a.begin.latest === b.begin.latest &&
    a.end?.earliest === b.end?.earliest &&
    a.end?.latest === b.end?.latest);
