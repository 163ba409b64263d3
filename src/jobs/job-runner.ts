import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, type Runner, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { JobTask } from './job.js';
import { runJob } from './run-job.js';
import { beat, BEAT_EVERY_MS, leave } from './worker-heartbeat.js';

export interface JobRunnerOptions {
  /** The database's URL: the queue has connections of its own. */
  url: string;
  /** The write pool, for the jobs' own rows. */
  pool: pg.Pool;
  tasks: Readonly<Record<string, JobTask>>;
  /** Jobs at once. */
  concurrency?: number;
  /** Told of failures that are retried. */
  onError: (error: unknown) => void;
}

const CONNECTIONS = 4;

/**
 * Does the jobs of the registered tasks in this process. Jobs of a process that was killed are taken over by any other, or by
 * its successor, within a minute; each is then started again from the beginning.
 */
export class JobRunner {
  private readonly stopping = new AbortController();
  private readonly workers = new Set<string>();
  private runner: Runner | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: JobRunnerOptions) {}

  /** Makes the queue's tables if they are missing, and begins. */
  async start(): Promise<void> {
    const { url, pool, tasks, onError, concurrency = 2 } = this.options;
    const events = new EventEmitter() as WorkerEvents;
    events.on('worker:create', ({ worker }) => this.workers.add(worker.workerId));
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

  /** Ends the work under way; what is not finished is queued again. */
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

/** Makes the queue's tables, so that jobs can be added before, or without, a runner. */
export async function prepareQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, maxPoolSize: 1, logger: SILENT });
}

/** Failures come to `onError`; the rest of what the queue says is for its own developers. */
const SILENT = new Logger(() => () => undefined);
