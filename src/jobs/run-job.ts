import type pg from 'pg';
import { JobFailure, type JobProgress, type JobTask, type JobProblem, type JobState } from './job.js';

const REPORT_EVERY_MS = 1000;

interface JobContext {
  pool: pg.Pool;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
  /** This is the last attempt. */
  last: boolean;
}

/**
 * Runs one attempt of a job, from `running` to its result.
 * @throws what the task threw, if the job will be tried again; it is already queued again then
 */
export async function runJob(id: string, task: JobTask, { pool, stopping, last }: JobContext): Promise<void> {
  const started = await startAttempt(pool, id);
  if (!started) return;
  const progress = new Progress(pool, id, started);
  try {
    await task({
      id,
      request: started.request,
      actor: started.actor,
      signal: AbortSignal.any([stopping, progress.lost.signal]),
      report: (news) => {
        progress.take(news);
      },
    });
    await progress.flush();
    await endAttempt(pool, id, started, 'succeeded');
  } catch (error) {
    // The job was canceled or taken over; the task's own error is irrelevant.
    if (progress.lost.signal.aborted) {
      await endAttempt(pool, id, started, 'canceled');
      return;
    }
    await progress.flush().catch(() => undefined); // the failure below is the one to report
    if (error instanceof JobFailure) {
      await endAttempt(pool, id, started, 'failed', { slug: error.slug, detail: error.detail });
      return;
    }
    const givenUp = last && !stopping.aborted;
    const problem = {
      slug: 'internal-error',
      detail: 'The job failed again and again; the log of the service says why',
    };
    await endAttempt(pool, id, started, givenUp ? 'failed' : 'queued', givenUp ? problem : undefined);
    throw error;
  } finally {
    progress.stop();
  }
}

/** Writes the newest progress of a task once a second, which also shows whether the attempt still has the job. */
class Progress {
  readonly lost = new AbortController();
  private readonly since = performance.now();
  private readonly timer: NodeJS.Timeout;
  private news: JobProgress | null = { done: 0 };
  private writing: Promise<void> = Promise.resolve();
  private done = 0;

  constructor(
    private readonly pool: pg.Pool,
    private readonly id: string,
    private readonly started: Started,
  ) {
    this.timer = setInterval(() => {
      this.flush().catch((error: unknown) => {
        // The database may be away for a moment; only the loss of the job ends the work.
        if ((error as Error).name === 'AttemptEnded') this.lost.abort(error);
      });
    }, REPORT_EVERY_MS);
  }

  take(news: JobProgress): void {
    this.news = { ...this.news, ...news, details: { ...this.news?.details, ...news.details } };
    this.done = news.done;
  }

  flush(): Promise<void> {
    const { news } = this;
    this.news = null;
    const rate = this.done / Math.max(0.001, (performance.now() - this.since) / 1000);
    this.writing = this.writing
      .catch(() => undefined)
      .then(() => writeProgress(this.pool, this.id, this.started, news ?? { done: this.done }, rate))
      .catch((error: unknown) => {
        this.news = { ...news, done: this.done, ...this.news };
        throw error;
      });
    return this.writing;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** The data of a job that an attempt needs. */
interface Started {
  attempt: number;
  request: unknown;
  actor: string;
}

/** Another runner has the job, or it was canceled: nothing that this attempt still writes may count. */
class AttemptEnded extends Error {
  override readonly name = 'AttemptEnded';
}

/** Marks a job as running. Null if it has ended already or was canceled: there is nothing to do. */
async function startAttempt(pool: pg.Pool, id: string): Promise<Started | null> {
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
async function writeProgress(
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
async function endAttempt(
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
