import type pg from 'pg';
import type { JobProblem, JobProgress, JobState } from './job.js';

/** The data of a job that an attempt needs. */
export interface Started {
  attempt: number;
  request: unknown;
  actor: string;
}

/** Another runner has the job, or it was canceled: nothing that this attempt still writes may count. */
class AttemptEnded extends Error {
  override readonly name = 'AttemptEnded';
}

/** Marks a job as running. Null if it has ended already or was canceled: there is nothing to do. */
export async function startAttempt(pool: pg.Pool, id: string): Promise<Started | null> {
  const { rows } = await pool.query<Started>(
    `UPDATE jobs.jobs SET state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, clock_timestamp())
     WHERE id = $1 AND state IN ('queued', 'running') AND NOT cancel_requested
     RETURNING attempt, request, actor`,
    [id],
  );
  if (rows[0]) return rows[0];
  await pool.query(
    `UPDATE jobs.jobs SET state = 'canceled', finished_at = clock_timestamp()
     WHERE id = $1 AND state IN ('queued', 'running') AND cancel_requested`,
    [id],
  );
  return null;
}

/** Writes the progress of the attempt. @throws AttemptEnded */
export async function writeProgress(
  pool: pg.Pool,
  id: string,
  { attempt }: Started,
  { done, total, details }: JobProgress,
  rate: number,
): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE jobs.jobs SET done = $3, total = coalesce($4, total), rate = $5, details = details || $6
     WHERE id = $1 AND attempt = $2 AND state = 'running' AND NOT cancel_requested`,
    [id, attempt, done, total ?? null, rate, JSON.stringify(details ?? {})],
  );
  if (rowCount !== 1) throw new AttemptEnded(`Job ${id} was canceled or taken over by another runner.`);
}

/** Writes the result of an attempt. Has no effect if another runner has the job. A canceled job stays canceled. */
export async function endAttempt(
  pool: pg.Pool,
  id: string,
  { attempt }: Started,
  state: JobState,
  problem?: JobProblem,
): Promise<void> {
  await pool.query(
    `UPDATE jobs.jobs SET
       state = CASE WHEN cancel_requested AND $3 <> 'succeeded' THEN 'canceled' ELSE $3 END,
       problem = CASE WHEN cancel_requested THEN NULL ELSE $4::jsonb END,
       finished_at = CASE WHEN $3 = 'queued' AND NOT cancel_requested THEN NULL ELSE clock_timestamp() END
     WHERE id = $1 AND attempt = $2 AND state = 'running'`,
    [id, attempt, state, problem ? JSON.stringify(problem) : null],
  );
}
