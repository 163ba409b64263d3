import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import type { EventLog } from '../../event-store/append.js';
import { JobFailure, type JobRun } from '../../jobs/job.js';
import { importFile } from './import-file.js';
import { inflated } from './input.js';
import { ndjsonLines } from './ndjson.js';
import type { RejectStore } from './reject-store.js';

export interface ImportRequest {
  dryRun: boolean;
  /** Lines of the file. */
  lines: number;
}

interface Means {
  /** The write pool. */
  pool: pg.Pool;
  log: EventLog;
  rejected: RejectStore;
}

/**
 * The work of an import job. The file is removed once it is done with, for good or bad, but not if the job is to be tried again.
 * @throws JobFailure if trying again is no use
 */
export async function importJob(run: JobRun, path: string, means: Means): Promise<void> {
  try {
    await importKept(run, path, means);
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
  { pool, log, rejected }: Means,
): Promise<void> {
  const { dryRun, lines } = request as ImportRequest;
  const rejects = await rejected.writer(id);
  let writing = Promise.resolve();
  report({ done: 0, total: lines });
  const tally = await importFile(ndjsonLines(inflated(createReadStream(path))), {
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
      writing.catch(() => undefined); // heard of below
    },
  }).finally(async () => {
    await writing;
    await rejects.flush({ all: true });
  });
  report({ done: lines, details: { ...tally } });
}

/** A refusal is final; so is a file that is gone. What a database that is away gives is not. */
function failureOf(error: unknown): JobFailure | undefined {
  if (error instanceof DomainProblem && error.retryAfter === undefined)
    return new JobFailure(error.slug, error.detail);
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return new JobFailure('internal-error', 'The file of this import is not on this machine any more');
  return undefined;
}
