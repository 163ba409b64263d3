import type pg from 'pg';
import { copyTo } from '../../database/copy-to.js';
import type { TextPart } from './table.js';

/**
 * The output of one COPY … TO STDOUT. PostgreSQL sends no faster than the consumer reads.
 *
 * @param settings SET LOCAL statements for this COPY only
 * @throws the error of the database; if the consumer stops early, the connection is closed
 */
export async function* copyOut(pool: pg.Pool, settings: string, sql: string): AsyncGenerator<TextPart> {
  const client = await pool.connect();
  let finished = false;
  try {
    await client.query(`BEGIN; ${settings}`);
    const stream = copyTo(client, sql);
    for await (const bytes of stream) yield { bytes: bytes as Buffer, rows: 0 };
    await client.query('COMMIT');
    finished = true;
    yield { bytes: NOTHING, rows: stream.rowCount };
  } finally {
    client.release(!finished);
  }
}

const NOTHING = new Uint8Array(0);
