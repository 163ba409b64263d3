import type pg from 'pg';
import { streamOf } from '../../domain/stream.js';

/**
 * Whether an answer about these policies is based on backfilled records: one of their events up to the position was ingested
 * later than its `recordedAt`. Computed from the log, so that every view gives the same result.
 * @param policyIds null: all policies
 */
export async function isReconstructed(
  pool: pg.Pool,
  position: number,
  policyIds: Iterable<string> | null,
): Promise<boolean> {
  const streams = policyIds && Array.from(policyIds, streamOf);
  const { rows } = await pool.query<{ reconstructed: boolean }>({
    name: 'reconstructed',
    text: SQL,
    values: [position, streams],
  });
  return rows[0]?.reconstructed === true;
}

// Most logs have no backfill: then one row shows it, and no event is read.
const SQL = `SELECT EXISTS (SELECT FROM log.first_backfill AS f WHERE f.position <= $1)
  AND ($2::text[] IS NULL OR EXISTS (SELECT FROM log.events AS e
    WHERE e.stream = ANY ($2) AND e.position <= $1 AND e.ingested_at IS NOT NULL)) AS reconstructed`;
