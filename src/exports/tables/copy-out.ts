import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { TextPart } from './table.js';

/**
 * The output of one COPY … TO STDOUT. PostgreSQL is read no faster than the parts are taken.
 * @throws the database's error; the connection is given up if the consumer stops midway
 */
export async function* copyOut(pool: pg.Pool, sql: string): AsyncGenerator<TextPart> {
  const client = await pool.connect();
  let finished = false;
  try {
    const stream = client.query(copyTo(sql));
    for await (const bytes of stream) yield { bytes: bytes as Buffer, rows: 0 };
    finished = true;
    yield { bytes: NOTHING, rows: stream.rowCount };
  } finally {
    client.release(!finished);
  }
}

const NOTHING = new Uint8Array(0);
