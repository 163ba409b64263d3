import type pg from 'pg';
import { streamOf } from '../../domain/stream.js';

/** What the log has of a policy up to a position, beside a projection that has reached an earlier one. */
export interface Unprojected {
  /** The projection has not handled all of its events. */
  pending: boolean;
  /** The number of its events; 0: it is not registered. */
  version: number;
}

/**
 * Whether the projection has handled all events of a policy. If so, its state at the position is its state at the checkpoint,
 * because no other stream has an effect on it. Events never change, so the answer holds for rows that were read before.
 */
export async function unprojectedOf(
  pool: pg.Pool,
  policyId: string,
  { checkpoint, position }: { checkpoint: number; position: number },
): Promise<Unprojected> {
  const { rows } = await pool.query<{ last: number; version: number }>({
    name: 'unprojected',
    text: `SELECT e.position AS last, e.version FROM log.events AS e
      WHERE e.stream = $1 AND e.position <= $2 ORDER BY e.version DESC LIMIT 1`,
    values: [streamOf(policyId), position],
  });
  const { last = 0, version = 0 } = rows[0] ?? {};
  return { pending: last > checkpoint, version };
}
