import type pg from 'pg';

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';

/** What a job could not be done for, as a problem document would say it. */
export interface JobProblem {
  slug: string;
  detail: string;
}

/** A job as its answer shows it; `details` are members of the answer beside these. */
export interface Job {
  id: string;
  task: string;
  actor: string;
  request: unknown;
  state: JobState;
  /** `rate` in units a second. */
  progress: { done: number; total?: number; rate: number; etaSeconds?: number };
  details: Readonly<Record<string, unknown>>;
  problem?: JobProblem;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** A job can't be done, and trying again would not help. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';

  constructor(
    readonly slug: string,
    readonly detail: string,
  ) {
    super(`${slug}: ${detail}`);
  }
}

/** What the work of a job may use. */
export interface JobRun {
  readonly id: string;
  readonly request: unknown;
  /** Who asked for it. */
  readonly actor: string;
  /** Aborted when the job is canceled, has gone to another runner, or the process stops; the work ends soon after, by a throw. */
  readonly signal: AbortSignal;
  /** Tells how far it is; written once a second at most, and at the end. */
  readonly report: (progress: JobProgress) => void;
}

export interface JobProgress {
  done: number;
  total?: number;
  /** Merged into what was told before. */
  details?: Readonly<Record<string, unknown>>;
}

/** The work of one sort of job. It may be started again from the beginning after a crash. @throws JobFailure to give up */
export type JobTask = (run: JobRun) => Promise<void>;

/** Anything a statement can be sent to. */
export type Queryable = pg.Pool | pg.ClientBase;
