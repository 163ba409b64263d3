import type pg from 'pg';
import { streamOf } from '../../domain/stream.js';

/**
 * Whether an answer about these policies is based on backfilled records: one of their events up to the position was ingested
 * later than its `recordedAt`. Computed from the log, so that every view gives the same result.
 * @param position not beyond the end of the log
 * @param policyIds null: all policies
 */
export async function isReconstructed(
  pool: pg.Pool,
  position: number,
  policyIds: Iterable<string> | null,
): Promise<boolean> {
  // Most logs have no backfill: then nothing is asked of most answers, and no event is read.
  const first = await firstBackfill(pool, position);
  if (first === null || first > position) return false;
  if (policyIds === null) return true;
  const { rows } = await pool.query<{ reconstructed: boolean }>({
    name: 'reconstructed',
    text: SQL,
    values: [position, Array.from(policyIds, streamOf)],
  });
  return rows[0]?.reconstructed === true;
}

const SQL = `SELECT EXISTS (SELECT FROM log.events AS e
  WHERE e.stream = ANY ($2::text[]) AND e.position <= $1 AND e.ingested_at IS NOT NULL) AS reconstructed`;

/** The position of the first backfilled event, or that there is none up to `head`: neither changes any more. */
interface Seen {
  first: number | null;
  head: number;
}
const seen = new WeakMap<pg.Pool, Seen>();

/** Null: none up to the position. */
async function firstBackfill(pool: pg.Pool, position: number): Promise<number | null> {
  const before = seen.get(pool);
  if (before && (before.first !== null || before.head >= position)) return before.first;
  // The end of the log in the same statement: a standby that is behind must not say for ever that there is none.
  const { rows } = await pool.query<Seen>({
    name: 'first-backfill',
    text: `SELECT (SELECT position FROM log.first_backfill) AS first, coalesce((SELECT max(position) FROM log.events), 0) AS head`,
  });
  const [now = { first: null, head: 0 }] = rows;
  seen.set(pool, now);
  return now.first;
}
