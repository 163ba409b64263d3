import type pg from 'pg';
import { UUID } from '../../database/column-text.js';
import type { Storage } from '../files/storage.js';
import type { StagingDirectory } from '../files/staging-directory.js';
import type { FileStore } from './file-store.js';
import { EXPORT_TASK } from './export-task.js';

interface SweepLocation {
  /** The write pool. */
  pool: pg.Pool;
  staging: StagingDirectory;
  storage: Storage;
  files: FileStore;
}

/** Removes expired files; their jobs stay in the list. */
export async function removeExpired({ storage, files }: SweepLocation): Promise<void> {
  for (const { jobId, key } of await files.expired()) {
    await storage.remove(key);
    await files.remove(jobId);
  }
}

/** Removes what killed attempts left: unfinished files, and finished files without a row in the database. */
export async function removeOrphans({ pool, staging, storage }: SweepLocation): Promise<void> {
  for (const jobId of await idle(pool, await staging.jobs())) await staging.clear(jobId);
  const kept = new Map((await storage.keys()).map((key) => [key.split('.', 1)[0] ?? '', key]));
  for (const jobId of await idle(pool, [...kept.keys()])) await storage.remove(kept.get(jobId) ?? '');
}

/**
 * Of these ids, the jobs of this database that have ended without a file. Files of other databases, for example in a shared
 * bucket, are not touched.
 */
async function idle(pool: pg.Pool, ids: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT jobs.id FROM jobs.jobs WHERE jobs.id = ANY ($1) AND task = $2
       AND (state IN ('failed', 'canceled') OR state = 'succeeded' AND finished_at < clock_timestamp() - interval '1 minute')
       AND NOT EXISTS (SELECT FROM exports.files WHERE files.job_id = jobs.id AND state = 'succeeded')`,
    [ids.filter((id) => UUID.test(id)), EXPORT_TASK],
  );
  return rows.map(({ id }) => id);
}

interface Held {
  jobId: string;
  key: string;
}

/** Which content is erased. */
export interface FileErasure {
  /** Of the erased event. */
  position: number;
  /** Of the event that says so. */
  by: number;
  policyId: string;
}

/**
 * Removes the finished files that may hold an event which was erased by law; their manifests stay.
 * @returns how many
 */
export async function eraseFiles(
  pool: pg.Pool,
  storage: Storage,
  { position, by, policyId }: FileErasure,
): Promise<number> {
  const { rows } = await pool.query<Held>(
    `SELECT files.job_id AS "jobId", key FROM exports.files JOIN jobs.jobs ON jobs.id = files.job_id
     WHERE task = $1 AND erased_by IS NULL AND (request #>> '{basis,position}')::bigint >= $2
       AND coalesce(request #> '{filters,policyId}' @> to_jsonb($3::text), true)`,
    [EXPORT_TASK, position, policyId],
  );
  for (const { jobId, key } of rows) {
    await storage.remove(key);
    await pool.query('UPDATE exports.files SET erased_by = $2 WHERE job_id = $1', [jobId, by]);
  }
  return rows.length;
}
