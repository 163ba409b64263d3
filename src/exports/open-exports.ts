import { join } from 'node:path';
import type { Pools } from '../database/connect.js';
import type { Clock } from '../domain/today.js';
import type { JobTask } from '../jobs/job.js';
import { JobStore } from '../jobs/job-store.js';
import type { ReadSide } from '../read/read-side.js';
import type { Environment } from '../settings/environment.js';
import { bucketIn } from './files/bucket-in.js';
import { DiskStorage, type Storage } from './files/storage.js';
import { S3Storage } from './files/s3-storage.js';
import { StagingDirectory } from './files/staging-directory.js';
import { eraseFiles, type FileErasure, removeExpired, removeOrphans } from './jobs/sweep.js';
import { ExportJobs } from './jobs/export-jobs.js';
import { EXPORT_TASK, exportTask } from './jobs/export-task.js';
import { FileStore } from './jobs/file-store.js';
import { Schedules } from './jobs/schedules.js';

/** The parts of exports that a process offers or runs. */
/** The licence of the data, as DATA_LICENCE says it. */
export class DataLicence {
  constructor(readonly text: string) {}
}

export interface Exports {
  licence: DataLicence;
  jobs: ExportJobs;
  schedules: Schedules;
  /** For the job runner. */
  tasks: Readonly<Record<string, JobTask>>;
  /** See eraseFiles. */
  erase: (erasure: FileErasure) => Promise<number>;
  /** Starts scheduled jobs and removes expired files, once a minute, until stopped. */
  startKeeping: (onError: (error: unknown) => void) => { stop: () => Promise<void> };
}

const MINUTE_MS = 60_000;
/** Minutes between two searches for orphans, which list the whole storage; the first one is at the start. */
const ORPHANS_EVERY = 60;

/** Composes the parts of exports. */
export function openExports(
  environment: Environment,
  write: Pools['write'],
  { known, tables }: Pick<ReadSide, 'known' | 'tables'>,
  clock: Clock,
): Exports {
  const staging = new StagingDirectory(join(environment.DATA_DIR, 'exports'));
  const storage = storageOf(environment, staging);
  const files = new FileStore(write);
  const schedules = new Schedules(write, known, clock);
  const location = { staging, storage, files };
  return {
    erase: (erasure) => eraseFiles(write, storage, erasure),
    licence: new DataLicence(environment.DATA_LICENCE),
    jobs: new ExportJobs(new JobStore(write), files, storage, known),
    schedules,
    tasks: {
      [EXPORT_TASK]: exportTask({
        ...location,
        tables,
        licence: environment.DATA_LICENCE,
        publicUrl: environment.PUBLIC_URL,
        keepDays: environment.EXPORT_KEEP_DAYS,
      }),
    },
    startKeeping: (onError) => {
      let minutes = 0;
      const turn = async () => {
        try {
          await schedules.tick(clock());
          await removeExpired({ ...location, pool: write });
          if (minutes % ORPHANS_EVERY === 0) await removeOrphans({ ...location, pool: write });
          minutes += 1;
        } catch (error) {
          onError(error);
        }
      };
      let running = turn();
      const timer = setInterval(() => {
        running = running.then(turn);
      }, MINUTE_MS);
      return {
        stop: () => {
          clearInterval(timer);
          return running;
        },
      };
    },
  };
}

function storageOf(environment: Environment, { folder }: StagingDirectory): Storage {
  const bucket = bucketIn(environment);
  return bucket ? new S3Storage(bucket) : new DiskStorage(folder);
}
