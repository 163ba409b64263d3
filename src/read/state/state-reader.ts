import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { permalink, type Basis, type KnowledgeBasis } from '../../domain/basis.js';
import { rowsOn, statePieces, stateText, type StatePieces } from '../../domain/state.js';
import { KnowledgeBasisReader, toKnowledgeBasis } from '../basis/knowledge-basis.js';
import type { KnowledgeRow } from '../basis/knowledge-sql.js';
import {
  keyOf,
  type KnowledgeRequest,
  type Memento,
  type AsOfQuery,
  type ReadAnswer,
} from '../basis/as-of-query.js';
import { isFixed } from '../basis/pinned.js';
import { unprojectedOf } from '../basis/unprojected.js';
import { foldLive, policyNotKnown } from '../live-fold.js';
import { timeZoneOf } from '../policies/time-zone.js';
import { policyRows, type PolicyCounts, type StateRow } from './policy-rows.js';
import { editionStatement, stateStatement, type Edition } from './state-sql.js';

type DatedBasis = Basis & { asOf: string };
/** The first column of a statement's row; the version is null if the policy was not known. */
interface WithKnowledge<What> {
  found: KnowledgeRow & What;
}
type RememberedState = Edition & { pieces: StatePieces };
type Answered = ReadAnswer & Memento;
interface Found {
  pieces: StatePieces;
  basis: DatedBasis;
}

/** Most events of a policy that is folded instead of waiting for the projection: some 20 ms. */
const MOST_FOLDED = 300;

/** Default size of the cache, in characters; an answer has some thousand. */
const REMEMBERED_CHARACTERS = 32 * 1024 * 1024;

/**
 * The state of one policy: on a day, as known at a position. Pinned answers are cached without expiry; parts of other answers
 * are cached while the policy keeps its version, which is read from the database each time.
 */
export class StateReader {
  private readonly pinned: LRUCache<string, Answered> | null = null;
  private readonly open: LRUCache<string, RememberedState> | null = null;

  /** @param remembered size of the cache, in characters; 0: no cache */
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
    remembered = REMEMBERED_CHARACTERS,
  ) {
    if (remembered === 0) return;
    this.pinned = new LRUCache({
      maxSize: remembered / 2,
      sizeCalculation: ({ body }, key) => key.length + body.length,
    });
    this.open = new LRUCache({
      maxSize: remembered / 2,
      sizeCalculation: ({ pieces }, key) => key.length + pieces.identity.length + pieces.content.length,
    });
  }

  /** @throws DomainProblem `policy-not-known`, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, query: AsOfQuery): Promise<Answered> {
    const key = `${policyId} ${keyOf(query)}`;
    const before = this.pinned?.get(key);
    if (before) return before;
    const answer = await this.compute(policyId, query);
    if (answer.pinned) this.pinned?.set(key, answer);
    return answer;
  }

  /** Forgets all that was remembered. */
  forget(): void {
    this.pinned?.clear();
    this.open?.clear();
  }

  private async compute(policyId: string, query: AsOfQuery): Promise<Answered> {
    const asOf =
      query.asOf ?? this.known.today(await timeZoneOf(this.pool, policyId, await this.known.find(query)));
    const { pieces, basis } = query.publishedBy
      ? await this.live(policyId, asOf, query)
      : await this.stored(policyId, asOf, query);
    const link = permalink(`/v1/policies/${policyId}`, basis);
    return {
      body: stateText(pieces, basis, link),
      pinned: query.asOf !== undefined && isFixed(query, basis),
      permalink: link,
      lastRecorded: pieces.lastRecorded,
    };
  }

  private async stored(policyId: string, asOf: string, query: AsOfQuery): Promise<Found> {
    const { uncertain } = query;
    const basis = (known: KnowledgeBasis): DatedBasis => ({ ...known, asOf, uncertain, publishedBy: null });
    const key = [policyId, asOf, uncertain].join(' ');
    const isOpen = query.position === undefined && query.knownAt === undefined;
    const cached = isOpen && this.open?.get(key);
    if (cached) {
      const current = await this.find<WithKnowledge<Edition>>(policyId, query, (request) =>
        editionStatement(policyId, request),
      );
      if (current === null) return this.live(policyId, asOf, query);
      const { found, known } = current;
      if (found.version === cached.version && found.generation === cached.generation)
        return { pieces: cached.pieces, basis: basis(known) };
    }
    const row = await this.find<WithKnowledge<Edition & PolicyCounts> & StateRow>(
      policyId,
      query,
      (request) => stateStatement(policyId, asOf, uncertain, request),
    );
    if (row === null) return this.live(policyId, asOf, query);
    const { found, known } = row;
    const pieces = statePieces(policyRows(policyId, found, row), asOf);
    if (isOpen) this.open?.set(key, { version: found.version, generation: found.generation, pieces });
    return { pieces, basis: basis(known) };
  }

  /**
   * The row of a statement, if the projection has handled all events of the policy up to its basis.
   * @returns null for a short policy of which it has not: it is folded sooner than the projection comes
   * @throws DomainProblem like `answer`
   */
  private async find<Row extends WithKnowledge<{ version: number | null }>>(
    policyId: string,
    query: KnowledgeRequest,
    statementOf: (request: KnowledgeRequest) => pg.QueryConfig,
  ): Promise<(Row & { known: KnowledgeBasis }) | null> {
    const ask = async (request: KnowledgeRequest) => {
      const { rows } = await this.pool.query<Row>(statementOf(request));
      return rows[0] as Row;
    };
    let row = await ask(query);
    const known = toKnowledgeBasis(row.found, query);
    const { checkpoint } = row.found;
    if (checkpoint < known.position) {
      const { position } = known;
      const { pending, version } = await unprojectedOf(this.pool, policyId, { checkpoint, position });
      if (pending && version <= MOST_FOLDED) return null;
      if (pending) {
        await this.known.caughtUp(position);
        row = await ask({ position });
      }
    }
    if (row.found.version === null) throw policyNotKnown(policyId);
    return { ...row, known };
  }

  private async live(policyId: string, asOf: string, query: AsOfQuery): Promise<Found> {
    const known = await this.known.inLog.resolve(query);
    const publishedBy = query.publishedBy ?? null;
    const timeline = await foldLive(this.pool, policyId, known.position, publishedBy);
    const basis = { ...known, asOf, uncertain: query.uncertain, publishedBy };
    return { pieces: statePieces(rowsOn(policyId, timeline, asOf, query.uncertain), asOf), basis };
  }
}
