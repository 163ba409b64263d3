import type pg from 'pg';

/** How often a worker renews its heartbeat, in milliseconds. */
export const BEAT_EVERY_MS = 5_000;
/** A worker without a heartbeat for this long is dead. Together with the interval, its jobs are taken over within a minute. */
const SILENT_SECONDS = 30;

/** Renews the heartbeat of these workers and unlocks the jobs of dead ones, which the queue itself would keep locked for four hours. */
export async function beat(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query(
    `INSERT INTO jobs.workers (id, beat_at) SELECT id, clock_timestamp() FROM unnest($1::text[]) AS id
     ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at`,
    [workers],
  );
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT jobs.locked_by)) FROM graphile_worker.jobs AS jobs
     WHERE jobs.locked_at < clock_timestamp() - $1 * interval '1 second'
       AND NOT EXISTS (SELECT FROM jobs.workers WHERE workers.id = jobs.locked_by
         AND workers.beat_at > clock_timestamp() - $1 * interval '1 second')
     HAVING count(*) > 0`,
    [SILENT_SECONDS],
  );
  await pool.query(`DELETE FROM jobs.workers WHERE beat_at < clock_timestamp() - interval '1 day'`);
}

/** Removes workers that have stopped in order. */
export async function leave(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query('DELETE FROM jobs.workers WHERE id = ANY ($1)', [workers]);
}
