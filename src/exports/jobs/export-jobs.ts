import type { Readable } from 'node:stream';
import { DomainProblem } from '../../domain/problem.js';
import type { Job } from '../../jobs/job.js';
import type { JobStore } from '../../jobs/job-store.js';
import type { KnowledgeBasisReader } from '../../read/basis/knowledge-basis.js';
import type { ExportQuery } from '../export-body.js';
import type { ExportRequest } from '../export-request.js';
import type { Manifest } from '../files/manifest.js';
import type { Storage } from '../files/storage.js';
import { resolveRequest } from '../resolve-request.js';
import { EXPORT_TASK } from './export-task.js';
import type { ExportFile, FileStore } from './file-store.js';

/** An export as shown in answers; `file` exists once it is finished. */
export interface ExportView {
  id: string;
  state: Job['state'];
  progress: Job['progress'];
  what: string;
  format: string;
  basis: ExportRequest['basis'];
  query: Omit<ExportRequest, 'what' | 'format' | 'basis'>;
  file?: { name: string; rows: number; bytes: number; sha256: string; expiresAt: string };
  problem?: Job['problem'];
  createdBy: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** Export jobs as clients see them. */
export class ExportJobs {
  constructor(
    private readonly jobs: JobStore,
    private readonly files: FileStore,
    private readonly storage: Storage,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-input`, `not-caught-up` */
  async create(query: ExportQuery, actor: string): Promise<ExportView> {
    return this.add(await resolveRequest(query, this.known), actor);
  }

  /** The same export again, on the same basis. @throws DomainProblem `job-not-known` */
  async repeat(id: string, actor: string): Promise<ExportView> {
    return this.add((await this.job(id)).request as ExportRequest, actor);
  }

  /** Newest first. */
  async list(limit: number): Promise<ExportView[]> {
    const jobs = await this.jobs.list(EXPORT_TASK, limit);
    const files = await this.files.among(jobs.map(({ id }) => id));
    return jobs.map((job) => toView(job, files.get(job.id) ?? null));
  }

  /** @throws DomainProblem `job-not-known` */
  async find(id: string): Promise<ExportView> {
    const job = await this.job(id);
    return toView(job, await this.files.find(id));
  }

  /** The finished file's manifest, JSON text. @throws DomainProblem `job-not-known`, `file-not-ready` */
  async manifest(id: string): Promise<string> {
    return (await this.file(id)).manifest;
  }

  /** The bytes of a finished file, all or a range. @throws DomainProblem as above, MissingFile */
  async read(id: string, range: { first: number; last: number } | null): Promise<Readable> {
    const { key, erasedBy } = await this.file(id);
    if (erasedBy !== null)
      throw new DomainProblem(
        'redacted',
        `The file held content that was erased by law, see the event at position ${erasedBy}; repeat the export`,
        { extra: { redactedAt: erasedBy } },
      );
    return this.storage.read(key, range);
  }

  /**
   * Cancels a job that has not ended; deletes one that has, with its file.
   * @returns the job to be canceled, null for a deleted one
   * @throws DomainProblem `job-not-known`
   */
  async remove(id: string): Promise<ExportView | null> {
    const { state } = await this.job(id);
    if (state === 'queued' || state === 'running') {
      await this.jobs.cancel(EXPORT_TASK, id);
      return this.find(id);
    }
    const file = await this.files.find(id);
    if (file) await this.storage.remove(file.key);
    await this.jobs.remove(EXPORT_TASK, id);
    return null;
  }

  private async add(request: ExportRequest, actor: string): Promise<ExportView> {
    return toView(await this.jobs.add({ task: EXPORT_TASK, actor, request }), null);
  }

  private async job(id: string): Promise<Job> {
    const job = await this.jobs.find(EXPORT_TASK, id);
    if (!job) throw notKnown(id);
    return job;
  }

  private async file(id: string): Promise<ExportFile> {
    const { state } = await this.job(id);
    const file = state === 'succeeded' ? await this.files.find(id) : null;
    if (file) return file;
    const detail =
      state === 'succeeded' ? 'has expired: repeat the export' : `is not there: the job is ${state}`;
    throw new DomainProblem('file-not-ready', `The file of export ${id} ${detail}`);
  }
}

const notKnown = (id: string) => new DomainProblem('job-not-known', `No export has the id ${id}`);

function toView(job: Job, stored: ExportFile | null): ExportView {
  const { what, format, basis, ...query } = job.request as ExportRequest;
  const { id, state, progress, problem, actor, createdAt, startedAt, finishedAt } = job;
  return {
    ...{ id, state, progress, what, format, basis, query },
    ...(stored && state === 'succeeded' && { file: fileView(stored) }),
    ...(problem && { problem }),
    createdBy: actor,
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

function fileView({ manifest, expiresAt }: ExportFile): NonNullable<ExportView['file']> {
  const { file: name, rows, bytes, sha256 } = JSON.parse(manifest) as Manifest;
  return { name, rows, bytes, sha256, expiresAt };
}
