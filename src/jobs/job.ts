import type pg from 'pg';

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';

/** Why a job failed, with the members of a problem document. */
export interface JobProblem {
  slug: string;
  detail: string;
}

/** A job as answers show it; `details` are shown as members beside these. */
export interface Job {
  id: string;
  task: string;
  actor: string;
  request: unknown;
  state: JobState;
  /** `rate` in units per second. */
  progress: { done: number; total?: number; rate: number; etaSeconds?: number };
  details: Readonly<Record<string, unknown>>;
  problem?: JobProblem;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** The job cannot be done, and another attempt would not help. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';

  constructor(
    readonly slug: string,
    readonly detail: string,
  ) {
    super(`${slug}: ${detail}`);
  }
}

/** An actor has so many open jobs already. */
export class TooManyJobs extends Error {
  override readonly name = 'TooManyJobs';

  constructor(readonly most: number) {
    super(`${most} jobs are open`);
  }
}

/** What a task gets to run a job. */
export interface JobRun {
  readonly id: string;
  readonly request: unknown;
  /** Who requested it. */
  readonly actor: string;
  /** Aborted when the job is canceled, another runner has taken it, or the process stops; the task must soon end by a throw. */
  readonly signal: AbortSignal;
  /** Reports progress; written at most once a second, and at the end. */
  readonly report: (progress: JobProgress) => void;
}

export interface JobProgress {
  done: number;
  total?: number;
  /** Merged into the details of earlier reports. */
  details?: Readonly<Record<string, unknown>>;
}

/** The work of one type of job. After a crash it is started again from the beginning. @throws JobFailure to give up */
export type JobTask = (run: JobRun) => Promise<void>;

/** Anything that can run a statement. */
export type Queryable = pg.Pool | pg.ClientBase;
