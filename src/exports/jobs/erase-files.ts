import type pg from 'pg';
import type { Storage } from '../files/storage.js';
import { EXPORT_TASK } from './export-task.js';

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
