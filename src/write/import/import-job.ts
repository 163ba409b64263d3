import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import type { EventLog } from '../../event-store/append.js';
import type { Checkpoint } from '../../event-store/checkpoint.js';
import { LogReader } from '../../event-store/read.js';
import { JobFailure, type JobRun } from '../../jobs/job.js';
import { importFile } from './import-file.js';
import type { Tally } from './import-report.js';
import { importSource, type ReadingOptions } from './import-source.js';
import type { Reject } from './reject.js';
import { untilShown } from './until-shown.js';

export interface ImportRequest {
  dryRun: boolean;
  /** Lines of the file. */
  lines: number;
  /** The original name of the file. */
  file?: string | undefined;
  /** Missing in jobs of older versions, which accepted NDJSON only. */
  reading?: ReadingOptions;
}

interface ImportDependencies {
  /** The write pool. */
  pool: pg.Pool;
  log: EventLog;
  rejected: RejectStore;
  /** How far open reads are. */
  shown: Checkpoint;
}

/**
 * The work of an import job. The file is removed when the job has ended, but not if it will be tried again.
 * @throws JobFailure if another attempt would not help
 */
export async function importJob(run: JobRun, path: string, dependencies: ImportDependencies): Promise<void> {
  try {
    await importKept(run, path, dependencies);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) await rm(path, { force: true });
    throw failure ?? error;
  }
  await rm(path, { force: true });
}

async function importKept(
  { id, request, actor, signal, report }: JobRun,
  path: string,
  { pool, log, rejected, shown }: ImportDependencies,
): Promise<void> {
  const { dryRun, lines, reading } = request as ImportRequest;
  const rejects = await rejected.writer(id);
  let writing = Promise.resolve();
  report({ done: 0, total: lines });
  const source = await importSource(createReadStream(path), reading ?? {});
  let tally: Tally;
  try {
    tally = await importFile(source.lines, {
      pool,
      log,
      by: { actor, correlationId: `import:${id}` },
      dryRun,
      signal,
      onReject: (reject) => {
        rejects.add(reject);
      },
      onProgress: (details, done) => {
        report({ done, details: { ...details } });
        writing = writing.then(() => rejects.flush({ all: false }));
        writing.catch(() => undefined); // reported below
      },
    });
  } finally {
    await writing;
    await rejects.flush({ all: true });
  }
  report({ done: lines, details: { ...tally } });
  if (dryRun) return;
  const { position } = await new LogReader(pool).head();
  await untilShown(shown, position, {
    signal,
    onBehind: (behind) => {
      report({ done: lines, details: { behind } });
    },
  });
}

/**
 * How a staged file will be read, including detected options.
 * @throws DomainProblem `invalid-input` if it cannot be read so, or if the mapping does not fit it
 */
export async function readingOf(path: string, asked: ReadingOptions): Promise<ReadingOptions> {
  const file = createReadStream(path);
  try {
    return (await importSource(file, asked)).reading;
  } finally {
    file.destroy();
  }
}

/** A refusal is final, and so is a missing file. An unreachable database is not. */
function failureOf(error: unknown): JobFailure | undefined {
  if (error instanceof DomainProblem && error.retryAfter === undefined)
    return new JobFailure(error.slug, error.detail);
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return new JobFailure('internal-error', 'The file of this import is not on this machine any more');
  return undefined;
}

/** Rejects buffered in memory before they are written. */
const BUFFERED = 500;

/** The table of an import job's rejects. */
export class RejectStore {
  /** @param pool the write pool */
  constructor(private readonly pool: pg.Pool) {}

  /** Deletes the rejects of an interrupted attempt first; this attempt finds them again. */
  async writer(importId: string): Promise<RejectWriter> {
    await this.pool.query('DELETE FROM jobs.import_rejects WHERE import_id = $1', [importId]);
    return new RejectWriter(this.pool, importId);
  }

  /** The next rejects after a line, as in the NDJSON answer. */
  async page(
    importId: string,
    afterLine: number,
    limit: number,
  ): Promise<{ line: number; reject: string }[]> {
    const { rows } = await this.pool.query<{ line: number; reject: string }>(
      `SELECT line, reject FROM jobs.import_rejects WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
      [importId, afterLine, limit],
    );
    return rows;
  }
}

class RejectWriter {
  private buffer: Reject[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly importId: string,
  ) {}

  add(reject: Reject): void {
    this.buffer.push(reject);
  }

  /** Writes the buffer if it is full, or always with `all`. */
  async flush({ all }: { all: boolean }): Promise<void> {
    if (this.buffer.length === 0 || (!all && this.buffer.length < BUFFERED)) return;
    const rejects = this.buffer;
    this.buffer = [];
    await this.pool.query(
      `INSERT INTO jobs.import_rejects (import_id, line, reject) SELECT $1, * FROM unnest($2::bigint[], $3::text[])
       ON CONFLICT (import_id, line) DO UPDATE SET reject = excluded.reject`,
      [this.importId, rejects.map(({ line }) => line), rejects.map((reject) => JSON.stringify(reject))],
    );
  }
}
