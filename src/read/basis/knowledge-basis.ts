import type pg from 'pg';
import type { KnowledgeBasis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import { usePrimary } from '../../database/standbys.js';
import { DomainProblem } from '../../domain/problem.js';
import { type Clock, today } from '../../domain/today.js';
import { Checkpoint } from '../../event-store/checkpoint.js';
import { SEARCH } from '../search/subscription.js';
import { knowledgeJson, knowledgeSql, type KnowledgeRow } from './knowledge-sql.js';
import type { KnowledgeRequest } from './as-of-query.js';

/** How soon to ask again where an administrator has to act, in seconds. */
const PARKED_RETRY_SECONDS = 60;

/** Default: how long a read waits for the projection, in milliseconds, before it fails with `not-caught-up`. */
const PATIENCE_MS = 5000;

/**
 * The knowledge basis that ends with the event a statement has found.
 * @throws DomainProblem `invalid-parameters` for a position beyond the log's end, or one that is not the position of `knownAt`
 */
export function toKnowledgeBasis(
  { position, recordedAt, beyondHead }: KnowledgeRow,
  request: KnowledgeRequest,
): KnowledgeBasis {
  const found = { position, recordedAt };
  if (request.knownAt === undefined && (request.position ?? position) > position)
    throw wrongPosition(
      `The log has no position ${request.position} yet; leave it out to ask for the newest`,
    );
  if (request.knownAt === undefined) return { ...found, knownAt: recordedAt, beyondHead: false };
  if (request.position !== undefined && (request.position !== position || beyondHead))
    throw wrongPosition(
      `knownAt ${request.knownAt} and position ${request.position} contradict each other: give one of them`,
    );
  return { ...found, knownAt: request.knownAt, beyondHead };
}

const wrongPosition = (detail: string) =>
  new DomainProblem('invalid-parameters', detail, { errors: [{ parameter: 'position', detail }] });

/** Resolves a requested basis to a log position. @throws DomainProblem `invalid-parameters` */
export interface ResolvesBasis {
  resolve: (request: KnowledgeRequest) => Promise<KnowledgeBasis>;
}

/** Resolves a requested basis to a log position and waits until the projection has reached it, so reads are never stale. */
export class KnowledgeBasisReader implements ResolvesBasis {
  /** For answers from the log alone: it does not wait. */
  readonly inLog: ResolvesBasis = {
    resolve: async (request) => {
      const { checkpoint: _, ...known } = await this.find(request);
      return known;
    },
  };
  private readonly texts: Checkpoint;

  constructor(
    private readonly pool: pg.Pool,
    private readonly checkpoint: Checkpoint,
    private readonly clock: Clock,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.texts = new Checkpoint(pool, SEARCH);
  }

  /** For answers from the tables. @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async resolve(request: KnowledgeRequest): Promise<KnowledgeBasis> {
    const { checkpoint, ...known } = await this.find(request);
    if (checkpoint < known.position) await this.caughtUp(known.position);
    return known;
  }

  /**
   * Does not wait.
   * @returns with the position that the projection had reached at that moment
   * @throws DomainProblem `invalid-parameters`
   */
  async find(request: KnowledgeRequest): Promise<KnowledgeBasis & { checkpoint: number }> {
    const sql = knowledgeSql(request, '$1');
    const { rows } = await this.pool.query<{ found: KnowledgeRow }>({
      name: `known-${sql.name}`,
      text: `WITH ${sql.sql} SELECT ${knowledgeJson(sql)} AS found FROM (SELECT) AS one LEFT JOIN known ON true`,
      values: sql.values,
    });
    const row = rows[0]?.found as KnowledgeRow;
    return { ...toKnowledgeBasis(row, request), checkpoint: row.checkpoint };
  }

  /** The default of `asOf`. @param timeZone IANA name; for several policies UTC */
  today(timeZone = 'UTC'): Day {
    return today(timeZone, this.clock());
  }

  /**
   * Waits until the projection has reached the position.
   * @throws DomainProblem `not-caught-up` if that takes too long or the projection is parked before it
   */
  caughtUp(position: number): Promise<void> {
    // What is known of the projection's progress is the primary's.
    usePrimary();
    return arrived(this.checkpoint, position, this.patienceMs);
  }

  /** The same for the projection of searchable texts. */
  textsCaughtUp(position: number): Promise<void> {
    usePrimary();
    return arrived(this.texts, position, this.patienceMs);
  }
}

async function arrived(checkpoint: Checkpoint, position: number, patienceMs: number): Promise<void> {
  const arrival = await checkpoint.waitFor(position, patienceMs);
  if (arrival === 'reached') return;
  const detail =
    arrival === 'parked'
      ? `The projection stands still before position ${position}; an administrator has to look at it`
      : `The projection has not reached position ${position} yet; ask again shortly, or for an earlier position`;
  const retryAfter =
    arrival === 'parked' ? PARKED_RETRY_SECONDS : Math.min(60, Math.ceil(checkpoint.secondsUntil(position)));
  throw new DomainProblem('not-caught-up', detail, { retryAfter });
}
