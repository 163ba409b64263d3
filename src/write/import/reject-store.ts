import type pg from 'pg';
import type { Reject } from './reject.js';

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

export class RejectWriter {
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
