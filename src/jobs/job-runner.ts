import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, type Runner, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { JobTask } from './job.js';
import { runJob } from './run-job.js';

interface JobRunnerOptions {
  /** The database's URL: the queue opens connections of its own. */
  url: string;
  /** The write pool, for the jobs' own rows. */
  pool: pg.Pool;
  tasks: Readonly<Record<string, JobTask>>;
  /** Jobs that run at the same time. */
  concurrency?: number;
  /** Called for failures that are retried. */
  onError: (error: unknown) => void;
}

const CONNECTIONS = 4;

/**
 * Runs the jobs of the registered tasks in this process. If a process is killed, another (or its successor) takes over its jobs
 * within a minute and starts each again from the beginning.
 */
export class JobRunner {
  private readonly stopping = new AbortController();
  private readonly workers = new Set<string>();
  private runner: Runner | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: JobRunnerOptions) {}

  /** Creates the queue's tables if they are missing, and starts. */
  async start(): Promise<void> {
    const { url, pool, tasks, onError, concurrency = 2 } = this.options;
    const events = new EventEmitter() as WorkerEvents;
    // The queue locks jobs in the name of the pool, not of the worker that has one.
    events.on('pool:create', ({ workerPool }) => this.workers.add(workerPool.id));
    events.on('pool:listen:error', ({ error }) => {
      onError(error);
    });
    this.runner = await run({
      connectionString: url,
      maxPoolSize: CONNECTIONS,
      concurrency,
      noHandleSignals: true,
      parsedCronItems: [],
      events,
      logger: SILENT,
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [
          name,
          (payload: unknown, { job }) =>
            runJob((payload as { id: string }).id, task, {
              pool,
              stopping: this.stopping.signal,
              last: job.attempts >= job.max_attempts,
            }).catch((error: unknown) => {
              if (!this.stopping.signal.aborted) onError(error);
              throw error;
            }),
        ]),
      ),
    });
    await this.beat();
    this.timer = setInterval(() => void this.beat().catch(onError), BEAT_EVERY_MS);
  }

  /** Aborts the running jobs; unfinished ones are queued again. */
  async stop(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    clearInterval(this.timer);
    this.stopping.abort(new Error('The process is stopping.'));
    await this.runner?.stop();
    await leave(this.options.pool, [...this.workers]);
  }

  private beat(): Promise<void> {
    return beat(this.options.pool, [...this.workers]);
  }
}

/** Creates the queue's tables, so that jobs can be added before a runner starts, or without one. */
export async function prepareQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, maxPoolSize: 1, logger: SILENT });
}

/** Failures are reported by `onError`; the queue's own log lines concern only its developers. */
const SILENT = new Logger(() => () => undefined);

/** How often a worker renews its heartbeat, in milliseconds. */
const BEAT_EVERY_MS = 5_000;
/** A worker without a heartbeat for this long is dead. Together with the interval, its jobs are taken over within a minute. */
const SILENT_SECONDS = 30;

/** Renews the heartbeat of these workers and unlocks the jobs of dead ones, which the queue itself would keep locked for four hours. */
async function beat(pool: pg.Pool, workers: readonly string[]): Promise<void> {
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
async function leave(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query('DELETE FROM jobs.workers WHERE id = ANY ($1)', [workers]);
}
