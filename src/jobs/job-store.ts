import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { instantSql, UUID } from '../database/column-text.js';
import { inTransaction } from '../database/transaction.js';
import { type Job, type JobProblem, type JobState, type Queryable, TooManyJobs } from './job.js';

/** Most jobs of one actor that have not ended: their files, and the time of the runner, are limited. */
const MOST_OPEN = 20;
/** Keeps two requests of one actor from counting at the same time. */
const COUNTING_LOCK = 4_015_205;

/** Most attempts of a job; each crash, database outage or unexpected error uses one. */
const MAX_ATTEMPTS = 20;

const COLUMNS = `id, task, actor, request, state, done, total, rate, details, problem,
  ${instantSql('created_at')} AS "createdAt", ${instantSql('started_at')} AS "startedAt",
  ${instantSql('finished_at')} AS "finishedAt"`;

interface JobRow {
  id: string;
  task: string;
  actor: string;
  request: unknown;
  state: JobState;
  done: number;
  total: number | null;
  rate: number;
  details: Record<string, unknown>;
  problem: JobProblem | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface NewJob {
  /** A UUID; for jobs whose files carry this name and must exist before the job. */
  id?: string;
  task: string;
  actor: string;
  request: unknown;
}

/** Jobs as clients see them: add, read, cancel. */
export class JobStore {
  /** @param pool the write pool */
  constructor(private readonly pool: pg.Pool) {}

  /** Adds a job and queues it, in one transaction. @throws TooManyJobs */
  async add(job: NewJob): Promise<Job> {
    return inTransaction(this.pool, async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [COUNTING_LOCK, job.actor]);
      const open = await openJobs(tx, job.actor);
      if (open >= MOST_OPEN) throw new TooManyJobs(MOST_OPEN);
      return (await addJobUnlessUnderWay(tx, job, open)) as Job;
    });
  }

  /**
   * Like `add`, unless a job of the same task is queued or running for the same `aloneOn`.
   * @param job.aloneOn names what only one job at a time may work on
   * @returns the new job, or the one that is queued or running
   */
  async addAlone(job: NewJob & { aloneOn: string }): Promise<{ job: Job; added: boolean }> {
    for (;;) {
      const added = await inTransaction(this.pool, (tx) => addJobUnlessUnderWay(tx, job));
      if (added) return { job: added, added: true };
      const { rows } = await this.pool.query<JobRow>(
        `SELECT ${COLUMNS} FROM jobs.jobs WHERE task = $1 AND alone_on = $2 AND state IN ('queued', 'running')`,
        [job.task, job.aloneOn],
      );
      // That job has just ended: try to add again.
      if (rows[0]) return { job: toJob(rows[0]), added: false };
    }
  }

  async find(task: string, id: string): Promise<Job | null> {
    if (!UUID.test(id)) return null;
    const { rows } = await this.pool.query<JobRow>(
      `SELECT ${COLUMNS} FROM jobs.jobs WHERE id = $1 AND task = $2`,
      [id, task],
    );
    return rows[0] ? toJob(rows[0]) : null;
  }

  /** Newest first. */
  async list(task: string, limit: number): Promise<Job[]> {
    const { rows } = await this.pool.query<JobRow>(
      `SELECT ${COLUMNS} FROM jobs.jobs WHERE task = $1 ORDER BY jobs.created_at DESC, id LIMIT $2`,
      [task, limit],
    );
    return rows.map(toJob);
  }

  /** Cancels a job: at once if it is queued, soon if it is running; no effect if it has ended. */
  async cancel(task: string, id: string): Promise<Job | null> {
    if (!UUID.test(id)) return null;
    await this.pool.query(
      `UPDATE jobs.jobs SET cancel_requested = true,
         state = CASE state WHEN 'queued' THEN 'canceled' ELSE state END,
         finished_at = CASE state WHEN 'queued' THEN clock_timestamp() ELSE finished_at END
       WHERE id = $1 AND task = $2 AND state IN ('queued', 'running')`,
      [id, task],
    );
    return this.find(task, id);
  }

  /** Deletes a job that has ended. @returns whether there was one */
  async remove(task: string, id: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    const { rowCount } = await this.pool.query(
      `DELETE FROM jobs.jobs WHERE id = $1 AND task = $2 AND state NOT IN ('queued', 'running')`,
      [id, task],
    );
    return rowCount === 1;
  }
}

/** Adds a job in the caller's transaction: it runs after the commit, or never if the transaction is rolled back. */
export async function addJob(tx: Queryable, job: NewJob): Promise<Job> {
  return (await addJobUnlessUnderWay(tx, job)) as Job;
}

/** @param openBefore how many jobs of the actor are open without this one; undefined: not counted yet */
async function addJobUnlessUnderWay(
  tx: Queryable,
  { id = randomUUID(), task, actor, request, aloneOn }: NewJob & { aloneOn?: string },
  openBefore?: number,
): Promise<Job | null> {
  const { rows } = await tx.query<JobRow>(
    `INSERT INTO jobs.jobs (id, task, actor, request, alone_on) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (task, alone_on) WHERE state IN ('queued', 'running') DO NOTHING RETURNING ${COLUMNS}`,
    [id, task, actor, JSON.stringify(request), aloneOn ?? null],
  );
  if (!rows[0]) return null;
  // The fifth open job of one actor waits behind the first four of every other, whoever came first.
  const priority = openBefore === undefined ? await openJobs(tx, actor) : openBefore + 1;
  await tx.query(
    `SELECT FROM graphile_worker.add_job($1, json_build_object('id', $2::text), job_key := $2::text, max_attempts := $3,
      priority := $4)`,
    [task, id, MAX_ATTEMPTS, priority],
  );
  return toJob(rows[0]);
}

async function openJobs(tx: Queryable, actor: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM jobs.jobs WHERE actor = $1 AND state IN ('queued', 'running')`,
    [actor],
  );
  return rows[0]?.count ?? 0;
}

function toJob(row: JobRow): Job {
  const { id, task, actor, request, state, done, total, rate, details, problem, createdAt } = row;
  const running = state === 'running' && total !== null && rate > 0;
  return {
    id,
    task,
    actor,
    request,
    state,
    progress: {
      done,
      ...(total !== null && { total }),
      rate: Math.round(rate * 10) / 10,
      ...(running && { etaSeconds: Math.ceil(Math.max(0, total - done) / rate) }),
    },
    details,
    ...(problem && { problem }),
    createdAt,
    ...(row.startedAt !== null && { startedAt: row.startedAt }),
    ...(row.finishedAt !== null && { finishedAt: row.finishedAt }),
  };
}
