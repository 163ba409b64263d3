import type pg from 'pg';
import { endAttempt, startAttempt, writeProgress, type Started } from './attempt.js';
import { JobFailure, type JobProgress, type JobTask } from './job.js';

const REPORT_EVERY_MS = 1000;

export interface JobContext {
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
