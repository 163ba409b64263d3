import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { instantSql, UUID } from '../../database/column-text.js';
import { inTransaction } from '../../database/transaction.js';
import { DomainProblem } from '../../domain/problem.js';
import type { Clock } from '../../domain/today.js';
import { addJob } from '../../jobs/job-store.js';
import type { KnowledgeBasisReader } from '../../read/basis/knowledge-basis.js';
import type { ExportQuery } from '../export-body.js';
import { resolveRequest } from '../resolve-request.js';
import { digestOf, matcherOf, nextRun } from './cron.js';
import { EXPORT_TASK } from './export-task.js';

/** An export that runs repeatedly. */
export interface Schedule {
  id: string;
  /** Five fields, in UTC. */
  cron: string;
  incremental: boolean;
  request: ExportQuery;
  createdBy: string;
  createdAt: string;
  /** The next matching minute; null if there is none within eight years. */
  nextRunAt: string | null;
  lastJobId: string | null;
  lastPosition: number | null;
}

type Row = Omit<Schedule, 'nextRunAt'>;

const COLUMNS = `id, cron, incremental, request, actor AS "createdBy",
  ${instantSql('created_at')} AS "createdAt", last_job_id AS "lastJobId", last_position AS "lastPosition"`;

/** Schedules and the jobs that they start. Any number of processes may run them at the same time. */
export class Schedules {
  /** @param pool the write pool */
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainProblem `invalid-input` for an invalid cron expression, or a request that could never succeed */
  async create(
    given: { cron: string; incremental: boolean; request: ExportQuery },
    actor: string,
  ): Promise<Schedule> {
    const { cron, incremental, request } = given;
    matcherOf(cron);
    if (
      incremental &&
      request.what !== 'events' &&
      request.what !== 'developments' &&
      request.what !== 'facts'
    )
      throw refused('/incremental', 'is only for events, developments and facts');
    const { knownAt, position } = request.basis;
    if (knownAt !== undefined || position !== undefined)
      throw refused(
        '/request/basis',
        'must leave knownAt and position out: each file takes what is known then',
      );
    await resolveRequest(request, this.known);
    const { rows } = await this.pool.query<Row>(
      `INSERT INTO exports.schedules (id, cron, actor, request, incremental) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
      [randomUUID(), cron, actor, JSON.stringify(request), incremental],
    );
    return this.withNextRun(rows[0] as Row);
  }

  /** Oldest first. */
  async list(): Promise<Schedule[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT ${COLUMNS} FROM exports.schedules ORDER BY created_at, id`,
    );
    return rows.map((row) => this.withNextRun(row));
  }

  /** @throws DomainProblem `job-not-known` */
  async remove(id: string): Promise<void> {
    const { rowCount } = UUID.test(id)
      ? await this.pool.query('DELETE FROM exports.schedules WHERE id = $1', [id])
      : { rowCount: 0 };
    if (rowCount !== 1) throw new DomainProblem('job-not-known', `No schedule has the id ${id}`);
  }

  /** Starts the jobs that are due. A minute in which no process ran is skipped and not made up for. */
  async tick(now: Date): Promise<void> {
    const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    const due = (await this.list()).filter(({ cron }) => matcherOf(cron)(digestOf(minute)));
    for (const schedule of due) await this.start(schedule, minute);
  }

  /** The next run of an expression. @throws DomainProblem `invalid-input` for an invalid cron expression */
  nextRun(cron: string): string | null {
    return nextRun(cron, this.clock());
  }

  private withNextRun(row: Row): Schedule {
    return { ...row, nextRunAt: this.nextRun(row.cron) };
  }

  private async start(
    { id, incremental, request, createdBy, lastPosition }: Schedule,
    minute: Date,
  ): Promise<void> {
    const since = incremental ? { since: lastPosition ?? 0 } : {};
    const resolved = await resolveRequest({ ...request, ...since }, this.known);
    await inTransaction(this.pool, async (tx) => {
      const { rowCount } = await tx.query(
        'UPDATE exports.schedules SET last_minute = $2 WHERE id = $1 AND last_minute < $2',
        [id, minute.toISOString()],
      );
      if (rowCount !== 1) return; // another process has started this run
      const job = await addJob(tx, { task: EXPORT_TASK, actor: createdBy, request: resolved });
      await tx.query('UPDATE exports.schedules SET last_job_id = $2, last_position = $3 WHERE id = $1', [
        id,
        job.id,
        resolved.basis.position,
      ]);
    });
  }
}

const refused = (pointer: string, detail: string) =>
  new DomainProblem('invalid-input', detail, { errors: [{ pointer, detail }] });
