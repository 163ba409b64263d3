import { rm } from 'node:fs/promises';
import { JobFailure, type JobRun, type JobTask } from '../../jobs/job.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';
import type { FileSink } from '../files/file-sink.js';
import type { Manifest } from '../files/manifest.js';
import type { Storage } from '../files/storage.js';
import type { StagingDirectory } from '../files/staging-directory.js';
import { writeExport } from '../write-export.js';
import type { FileStore } from './file-store.js';

/** The name of the task of export jobs. */
export const EXPORT_TASK = 'export';

export interface ExportLocation {
  tables: ReadTables;
  staging: StagingDirectory;
  storage: Storage;
  files: FileStore;
  licence: string;
  publicUrl?: string | undefined;
  keepDays: number;
}

/**
 * Makes the file of a job: writes it under a temporary name, flushes it to disk, moves it to the storage, and only then records
 * it. A failure before that leaves no file. The key depends on the content, so a restarted attempt has the same result.
 */
export const exportTask =
  (location: ExportLocation): JobTask =>
  async (run) => {
    const { staging, storage, files } = location;
    const { path, sink } = await staging.begin(run.id);
    try {
      const manifest = await writeFile(location, run, sink);
      run.signal.throwIfAborted();
      const key = `${run.id}.${extensionOf(manifest.file)}`;
      await storage.keep(path, key, manifest.mediaType);
      await files.add(run.id, key, JSON.stringify(manifest), location.keepDays);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
        throw new JobFailure('storage-full', 'There is no space left where exports are written');
      throw error;
    } finally {
      await rm(path, { force: true });
    }
  };

async function writeFile(
  { tables, licence, publicUrl }: ExportLocation,
  run: JobRun,
  sink: FileSink,
): Promise<Manifest> {
  try {
    const { rows, description } = await writeExport(tables, run.request as ExportRequest, sink, licence, {
      signal: run.signal,
      publicUrl,
      onProgress: (progress) => {
        run.report(progress);
      },
    });
    const { bytes, sha256 } = await sink.finish();
    run.report({ done: rows, total: rows });
    const { file, mediaType, what, format, ...rest } = description;
    return { file, mediaType, what, format, rows, bytes, sha256, ...rest };
  } finally {
    await sink.close();
  }
}

const extensionOf = (file: string): string => file.slice(file.lastIndexOf('.') + 1);
