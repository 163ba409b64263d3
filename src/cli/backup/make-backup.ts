import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { copyTo } from '../../database/copy-to.js';
import { LogReader } from '../../event-store/read.js';
import { systemClock } from '../../settings/system-clock.js';
import { END_OF_ROWS, FORMAT, type BackupEnd, type BackupHead } from './backup-file.js';
import { keptTables, rowsSql } from './kept-tables.js';

/** Sessions that copy write values the same way, whatever the server's settings are. */
export const COPY_SETTINGS = `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'`;

/**
 * Writes all that cannot be computed from the log, as it is in one snapshot, into a file. Writers are not held up.
 * @param client a session of a pool, that can read all tables
 * @returns the position of the last event, and the rows of each table
 */
export async function makeBackup(
  client: pg.ClientBase,
  file: string,
): Promise<{ position: number; end: BackupEnd }> {
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${COPY_SETTINGS}`);
  const head = await headOf(client);
  const end: BackupEnd = { rows: {}, sha256: '' };
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    // It holds keys' digests and all payloads: for the owner's eyes only.
    const target = createWriteStream(unfinished, { mode: 0o600, flags: 'wx' });
    await pipeline(Readable.from(textOf(client, head, end)), createGzip({ level: 1 }), target);
    const written = await open(unfinished, 'r+');
    try {
      await written.sync();
    } finally {
      await written.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await client.query('COMMIT');
  return { position: head.position, end };
}

async function headOf(client: pg.ClientBase): Promise<BackupHead> {
  const { rows } = await client.query<{ name: string; server: string }>(
    `SELECT migration_name AS name, current_setting('server_version') AS server
     FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1`,
  );
  return {
    format: FORMAT,
    madeAt: systemClock().toISOString(),
    server: rows[0]?.server ?? '',
    migrations: rows.map(({ name }) => name),
    position: (await new LogReader(client).head()).position,
  };
}

async function* textOf(
  client: pg.ClientBase,
  head: BackupHead,
  end: BackupEnd,
): AsyncGenerator<Buffer | string> {
  const hash = createHash('sha256');
  const hashed = <Part extends Buffer | string>(part: Part): Part => {
    hash.update(part);
    return part;
  };
  yield hashed(`${JSON.stringify(head)}\n`);
  for (const table of await keptTables(client)) {
    yield hashed(`${JSON.stringify(table)}\n`);
    const copying = copyTo(client, `COPY ${rowsSql(table)} TO STDOUT`);
    for await (const chunk of copying as AsyncIterable<Buffer>) yield hashed(chunk);
    end.rows[table.table] = copying.rowCount;
    yield hashed(`${END_OF_ROWS}\n`);
  }
  end.sha256 = hash.digest('hex');
  yield `${JSON.stringify(end)}\n`;
}
