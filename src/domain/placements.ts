import type { Claim, Placed } from './claim.js';
import type { Rulings } from './claims/rulings.js';
import { PLAIN, sameStanding, type Standing } from './claims/standing.js';
import { standings } from './claims/standings.js';
import {
  constrains,
  placeAlone,
  placeInSequence,
  sequencedAfter,
  unordered,
  type Order,
} from './sequence.js';
import { claimOf, liveVersion, type Counts, type Fact, type Facts } from './supersession.js';

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
  private standings: ReadonlyMap<Fact, Standing> = new Map();
  private rulingsChanged = false;

  /** @param counts which events to believe. */
  constructor(
    private readonly facts: Facts,
    private readonly rulings: Rulings,
    private readonly counts: Counts,
  ) {}

  touch(fact: Fact): void {
    this.dirty.add(fact);
  }

  /** A ruling was made or withdrawn. */
  touchRulings(): void {
    this.rulingsChanged = true;
  }

  /** What contests and rulings made of a development when last settled. */
  standingOf(fact: Fact): Standing {
    return this.standings.get(fact) ?? PLAIN;
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
    this.judge();
    if (this.dirty.size === 0) return [];
    const claims = new Map([...this.dirty].map((fact) => [fact, this.liveClaim(fact)]));
    for (const [fact, { claim }] of this.placed)
      if (constrains(claim) && !claims.has(fact)) claims.set(fact, claim);
    this.dirty.clear();
    const sequenced = this.inSequence(
      [...claims].flatMap(([fact, claim]) => (claim && constrains(claim) ? [{ fact, claim }] : [])),
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

  /** Judges contests and rulings anew. Whatever changes a standing touches the development, so that it is placed anew. */
  private judge(): void {
    if (this.dirty.size === 0 && !this.rulingsChanged) return;
    this.rulingsChanged = false;
    if (this.facts.linking().size === 0 && !this.rulings.any) return;
    const before = this.standings;
    this.standings = standings(this.facts, this.rulings, this.counts);
    for (const fact of new Set([...before.keys(), ...this.standings.keys()]))
      if (!sameStanding(before.get(fact) ?? PLAIN, this.standingOf(fact))) this.dirty.add(fact);
  }

  private liveClaim(fact: Fact): Claim | null {
    const live = liveVersion(fact, this.counts);
    const standing = this.standingOf(fact);
    return live && standing.rejectedBy === null ? claimOf(fact, live, standing) : null;
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
    sameClaims(a.claim, b.claim) &&
    a.begin.earliest === b.begin.earliest &&
    a.begin.latest === b.begin.latest &&
    a.end?.earliest === b.end?.earliest &&
    a.end?.latest === b.end?.latest);

/** Whether two claims of one version say the same, whatever rulings and contests made of it. */
const sameClaims = (a: Claim, b: Claim): boolean =>
  a.disputed === b.disputed &&
  a.effects.length === b.effects.length &&
  a.effects.every((effect, i) => effect === b.effects[i]) &&
  a.contests.size === b.contests.size &&
  [...a.contests].every(([field, { id, size }]) => {
    const other = b.contests.get(field);
    return other?.id === id && other.size === size;
  });
