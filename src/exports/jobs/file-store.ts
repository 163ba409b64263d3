import type pg from 'pg';
import { instantSql } from '../../database/column-text.js';

/** A finished file. */
export interface ExportFile {
  jobId: string;
  key: string;
  /** JSON text; see Manifest. */
  manifest: string;
  expiresAt: string;
  /** The position of the redaction for which its bytes were removed. */
  erasedBy: number | null;
}

const COLUMNS = `job_id AS "jobId", key, manifest, erased_by AS "erasedBy",
  ${instantSql('expires_at')} AS "expiresAt"`;

/** The finished files of exports in the database. */
export class FileStore {
  /** @param pool the write pool */
  constructor(private readonly pool: pg.Pool) {}

  /** @param keepDays days until the file expires */
  async add(jobId: string, key: string, manifest: string, keepDays: number): Promise<void> {
    await this.pool.query(
      `INSERT INTO exports.files (job_id, key, manifest, expires_at)
       VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 day')
       ON CONFLICT (job_id) DO UPDATE SET key = excluded.key, manifest = excluded.manifest`,
      [jobId, key, manifest, keepDays],
    );
  }

  async find(jobId: string): Promise<ExportFile | null> {
    const { rows } = await this.pool.query<ExportFile>(
      `SELECT ${COLUMNS} FROM exports.files WHERE job_id = $1`,
      [jobId],
    );
    return rows[0] ?? null;
  }

  async among(jobIds: readonly string[]): Promise<Map<string, ExportFile>> {
    const { rows } = await this.pool.query<ExportFile>(
      `SELECT ${COLUMNS} FROM exports.files WHERE job_id = ANY ($1)`,
      [jobIds],
    );
    return new Map(rows.map((file) => [file.jobId, file]));
  }

  async expired(): Promise<ExportFile[]> {
    const { rows } = await this.pool.query<ExportFile>(
      `SELECT ${COLUMNS} FROM exports.files WHERE expires_at <= clock_timestamp()`,
    );
    return rows;
  }

  async remove(jobId: string): Promise<void> {
    await this.pool.query('DELETE FROM exports.files WHERE job_id = $1', [jobId]);
  }
}
