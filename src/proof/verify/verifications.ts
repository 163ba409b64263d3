import type pg from 'pg';
import type { Verified } from './verify-log.js';

/** The result of the last `cli verify`. */
export interface Verification {
  finishedAt: string;
  /** Number of verified events. */
  size: number;
  /** Null: no difference was found. */
  finding: string | null;
}

/** Stores the result for operators. */
export async function keepVerification(pool: pg.Pool, { events, finding }: Verified): Promise<void> {
  await pool.query('INSERT INTO proof.verifications (size, finding) VALUES ($1, $2)', [
    events,
    finding?.message ?? null,
  ]);
}

/** Null: the log was never verified. */
export async function lastVerification(pool: pg.Pool): Promise<Verification | null> {
  const { rows } = await pool.query<Verification>(
    `SELECT log.instant_text(finished_at) AS "finishedAt", size, finding FROM proof.verifications ORDER BY number DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}
