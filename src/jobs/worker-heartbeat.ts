import type pg from 'pg';

/** How often a living worker says so. */
export const BEAT_EVERY_MS = 5_000;
/** A worker that has been silent for so long is dead: together with the beat, its job goes on elsewhere within a minute. */
const SILENT_SECONDS = 30;

/** Says that these workers live, and gives the jobs of the dead to others; left alone they would stay locked for four hours. */
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

/** These workers have stopped of their own will. */
export async function leave(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query('DELETE FROM jobs.workers WHERE id = ANY ($1)', [workers]);
}
