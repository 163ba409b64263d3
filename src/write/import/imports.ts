import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import type { EventLog } from '../../event-store/append.js';
import { JobFailure, type Job, type JobRun, type JobTask } from '../../jobs/job.js';
import { JobStore } from '../../jobs/job-store.js';
import type { Author } from '../author.js';
import { importFile } from './import-file.js';
import { inflated } from './input.js';
import { ndjsonLines } from './ndjson.js';
import type { Reject } from './reject.js';
import { RejectStore } from './reject-store.js';

/** The name of the task among the jobs. */
export const IMPORT = 'import';

/** Rejects of a page of the answer that has them all. */
const REJECTS_AT_ONCE = 1000;

interface ImportRequest {
  dryRun: boolean;
  /** Lines of the file. */
  lines: number;
}

/** Imports as jobs: the file is kept until a worker has read it. */
export class Imports {
  private readonly jobs: JobStore;
  private readonly rejected: RejectStore;

  /**
   * @param pool the write pool
   * @param directory where files wait; made when missing
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly log: EventLog,
    private readonly directory: string,
  ) {
    this.jobs = new JobStore(pool);
    this.rejected = new RejectStore(pool);
  }

  /**
   * Keeps the file, which is read to its end first, so that half a file is never begun with, and puts the job in the queue.
   * @throws DomainProblem `invalid-input` for a gzip that is broken or cut off, `import-too-large`
   */
  async submit(
    raw: AsyncIterable<Buffer>,
    { actor, dryRun }: { actor: string; dryRun: boolean },
  ): Promise<Job> {
    const id = randomUUID();
    await mkdir(this.directory, { recursive: true });
    const path = this.pathOf(id);
    try {
      const lines = await keep(raw, path);
      const request: ImportRequest = { dryRun, lines };
      return await this.jobs.add({ id, task: IMPORT, actor, request });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  find(id: string): Promise<Job | null> {
    return this.jobs.find(IMPORT, id);
  }

  list(limit: number): Promise<Job[]> {
    return this.jobs.list(IMPORT, limit);
  }

  /** The rejects in the order of their lines, each a line of JSON. */
  async *rejects(id: string): AsyncGenerator<string> {
    for (let after = 0; ;) {
      const page = await this.rejected.page(id, after, REJECTS_AT_ONCE);
      for (const { reject } of page) yield `${reject}\n`;
      const last = page.at(-1);
      if (!last) return;
      after = last.line;
    }
  }

  /**
   * Imports a file of the service's own, at once and not as a job.
   * @throws Error if a line is rejected
   */
  async bring(raw: AsyncIterable<Buffer>, by: Author): Promise<void> {
    const rejects: Reject[] = [];
    await importFile(ndjsonLines(inflated(raw)), {
      pool: this.pool,
      log: this.log,
      by,
      dryRun: false,
      signal: new AbortController().signal,
      onReject: (reject) => rejects.push(reject),
      onProgress: () => undefined,
    });
    const [first] = rejects;
    if (first)
      throw new Error(`${rejects.length} lines were rejected, line ${first.line}: ${first.problem.detail}`);
  }

  /** The work of an import job. */
  readonly task: JobTask = async (run) => {
    const path = this.pathOf(run.id);
    try {
      await this.import(run, path);
    } catch (error) {
      const failure = failureOf(error);
      if (failure) await rm(path, { force: true });
      throw failure ?? error;
    }
    await rm(path, { force: true });
  };

  private async import({ id, request, actor, signal, report }: JobRun, path: string): Promise<void> {
    const { dryRun, lines } = request as ImportRequest;
    const rejects = await this.rejected.writer(id);
    let writing = Promise.resolve();
    report({ done: 0, total: lines });
    const tally = await importFile(ndjsonLines(inflated(createReadStream(path))), {
      pool: this.pool,
      log: this.log,
      by: { actor, correlationId: `import:${id}` },
      dryRun,
      signal,
      onReject: (reject) => {
        rejects.add(reject);
      },
      onProgress: (details, done) => {
        report({ done, details: { ...details } });
        writing = writing.then(() => rejects.flush({ all: false }));
        writing.catch(() => undefined); // heard of below
      },
    }).finally(async () => {
      await writing;
      await rejects.flush({ all: true });
    });
    report({ done: lines, details: { ...tally } });
  }

  private pathOf(id: string): string {
    return join(this.directory, `${id}.ndjson`);
  }
}

/** A refusal is final; so is a file that is gone. What a database that is away gives is not. */
function failureOf(error: unknown): JobFailure | undefined {
  if (error instanceof DomainProblem && error.retryAfter === undefined)
    return new JobFailure(error.slug, error.detail);
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return new JobFailure('internal-error', 'The file of this import is not on this machine any more');
  return undefined;
}

/** Writes the file as it comes, and reads it inflated as it goes by. @returns how many lines it has */
async function keep(raw: AsyncIterable<Buffer>, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let lines = 0;
    let last = NEW_LINE;
    for await (const chunk of inflated(written(raw, file))) {
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines += 1;
      last = chunk.at(-1) ?? last;
    }
    await file.sync();
    return last === NEW_LINE ? lines : lines + 1;
  } finally {
    await file.close();
  }
}

async function* written(
  raw: AsyncIterable<Buffer>,
  file: { write: (chunk: Buffer) => Promise<unknown> },
): AsyncGenerator<Buffer> {
  for await (const chunk of raw) {
    await file.write(chunk);
    yield chunk;
  }
}

const NEW_LINE = 10;
