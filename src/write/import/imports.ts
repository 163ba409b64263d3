import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { EventLog } from '../../event-store/append.js';
import type { Checkpoint } from '../../event-store/checkpoint.js';
import type { Job, JobTask } from '../../jobs/job.js';
import { JobStore } from '../../jobs/job-store.js';
import type { Actor } from '../command-metadata.js';
import { importFile } from './import-file.js';
import { importSource, type ReadingOptions } from './import-source.js';
import { importJob, readingOf, type ImportRequest, RejectStore } from './import-job.js';
import { spool } from './file-bytes.js';
import { previewOf, type FilePreview } from './file-preview.js';
import type { Reject } from './reject.js';

/** The name of the task of import jobs. */
export const IMPORT = 'import';

/** Rejects that are read at once while all of them are streamed. */
const REJECTS_AT_ONCE = 1000;

/** A completely uploaded file. */
export interface StagedFile {
  /** The id of its future job. */
  id: string;
  path: string;
  lines: number;
}

export interface ImportUpload {
  actor: string;
  dryRun: boolean;
  /** The original name of the file. */
  file?: string | undefined;
  reading: ReadingOptions;
}

/** Imports as jobs: the file is kept until a worker has read it. */
export class Imports {
  private readonly jobs: JobStore;
  private readonly rejected: RejectStore;

  /**
   * @param pool the write pool
   * @param directory of staged files; created if missing
   * @param shown how far open reads are: a job has succeeded when they answer with what it recorded
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly log: EventLog,
    private readonly directory: string,
    private readonly shown: Checkpoint,
  ) {
    this.jobs = new JobStore(pool);
    this.rejected = new RejectStore(pool);
  }

  /**
   * Stages an upload. It is read to its end first, so that no import starts with half a file. It must then be submitted or
   * discarded.
   * @throws DomainProblem `invalid-input` for a broken or truncated gzip, `import-too-large`
   */
  async stage(raw: AsyncIterable<Buffer>): Promise<StagedFile> {
    const id = randomUUID();
    await mkdir(this.directory, { recursive: true });
    const path = this.pathOf(id);
    try {
      return { id, path, lines: await spool(raw, path) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /**
   * Checks the beginning of the file and queues the job.
   * @throws DomainProblem `invalid-input` if the file cannot be read as requested, or its mapping does not fit: it is then
   *   discarded
   */
  async submit(staged: StagedFile, upload: ImportUpload): Promise<Job> {
    try {
      const { dryRun, file } = upload;
      const reading = await readingOf(staged.path, upload.reading);
      const request: ImportRequest = { dryRun, file, reading, lines: staged.lines };
      return await this.jobs.add({ id: staged.id, task: IMPORT, actor: upload.actor, request });
    } catch (error) {
      await this.discard(staged);
      throw error;
    }
  }

  /** A preview of the file, for choosing a mapping of its columns; the file is discarded. */
  async preview(staged: StagedFile, reading: ReadingOptions): Promise<FilePreview> {
    try {
      return await previewOf(staged.path, reading);
    } finally {
      await this.discard(staged);
    }
  }

  discard({ path }: StagedFile): Promise<void> {
    return rm(path, { force: true });
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
   * Imports a file that ships with the service, at once and not as a job.
   * @throws Error if a line is rejected
   */
  async importNow(raw: AsyncIterable<Buffer>, by: Actor): Promise<void> {
    const rejects: Reject[] = [];
    const { lines } = await importSource(raw, {});
    await importFile(lines, {
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
  readonly task: JobTask = (run) =>
    importJob(run, this.pathOf(run.id), {
      pool: this.pool,
      log: this.log,
      rejected: this.rejected,
      shown: this.shown,
    });

  private pathOf(id: string): string {
    return join(this.directory, id);
  }
}
