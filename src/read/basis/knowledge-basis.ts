import type pg from 'pg';
import type { KnowledgeBasis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import { DomainProblem } from '../../domain/problem.js';
import { type Clock, today } from '../../domain/today.js';
import { Checkpoint } from '../../event-store/checkpoint.js';
import { SEARCH } from '../search/subscription.js';
import { knowledgeJson, knowledgeSql, type KnowledgeRow } from './knowledge-sql.js';
import type { KnowledgeRequest } from './as-of-query.js';

/** How long a read waits for the projection, in milliseconds, before it fails with `not-caught-up`. */
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

/** Resolves a requested basis to a log position and waits until the projection has reached it, so reads are never stale. */
export class KnowledgeBasisReader {
  private readonly texts: Checkpoint;

  constructor(
    private readonly pool: pg.Pool,
    private readonly checkpoint: Checkpoint,
    private readonly clock: Clock,
  ) {
    this.texts = new Checkpoint(pool, SEARCH);
  }

  async resolve(request: KnowledgeRequest): Promise<KnowledgeBasis> {
    const sql = knowledgeSql(request, '$1');
    const { rows } = await this.pool.query<{ found: KnowledgeRow }>({
      name: `known-${sql.name}`,
      text: `WITH ${sql.sql} SELECT ${knowledgeJson(sql)} AS found FROM (SELECT) AS one LEFT JOIN known ON true`,
      values: sql.values,
    });
    const row = rows[0]?.found as KnowledgeRow;
    const known = toKnowledgeBasis(row, request);
    if (row.checkpoint < known.position) await this.caughtUp(known.position);
    return known;
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
    return arrived(this.checkpoint, position);
  }

  /** The same for the projection of searchable texts. */
  textsCaughtUp(position: number): Promise<void> {
    return arrived(this.texts, position);
  }
}

async function arrived(checkpoint: Checkpoint, position: number): Promise<void> {
  const arrival = await checkpoint.waitFor(position, PATIENCE_MS);
  if (arrival === 'reached') return;
  const detail =
    arrival === 'parked'
      ? `The projection stands still before position ${position}; an administrator has to look at it`
      : `The projection has not reached position ${position} yet; ask again shortly, or for an earlier position`;
  throw new DomainProblem('not-caught-up', detail, { retryAfter: arrival === 'parked' ? 60 : 1 });
}
