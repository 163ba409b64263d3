import type pg from 'pg';
import type { Verified } from './verify-log.js';

/** What the last `cli verify` found. */
export interface Verification {
  finishedAt: string;
  /** Events that were read. */
  size: number;
  /** Null: nothing was wrong. */
  finding: string | null;
}

/** Keeps what was found, for those who look after the service. */
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
