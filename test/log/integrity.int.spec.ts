import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { migrate } from '../../src/database/migrate.js';
import { EventLog } from '../../src/event-store/append.js';
import { callAppend } from '../../src/event-store/append-call.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

const MIGRATIONS = 'prisma/migrations';

let database: TestDatabase;
let log: EventLog;

beforeAll(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  await log.backfill([anAppend('backfilled', { recordedAt: '2024-01-01T00:00:00Z' })], null);
  await log.append(
    anAppend('日本', {
      events: [anEvent(), anEvent({ payload: '{"text":"é😀"}' })],
      correlationId: 'c',
      keys: [{ key: 'k', digest: 'd' }],
    }),
  );
});
afterAll(() => database.drop());

describe('The log cannot be changed', () => {
  const attempts = [
    `UPDATE log.events SET payload = '{}'`,
    `UPDATE log.events SET payload = '{}' WHERE false`,
    'UPDATE log.events SET payload = NULL, salt = NULL',
    'DELETE FROM log.events',
    'DELETE FROM log.redactions',
    `INSERT INTO log.redactions VALUES (1, 2, sha256(''))`,
    'TRUNCATE log.events',
    'TRUNCATE log.events CASCADE',
    `INSERT INTO log.events (position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, recorded_at)
     VALUES (99, 's', 1, gen_random_uuid(), 'k', 1, '{}', decode(repeat('00', 16), 'hex'), '', 'a', now())`,
    `MERGE INTO log.events e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`,
    `UPDATE log.idempotency_keys SET digest = 'x'`,
    'DELETE FROM log.idempotency_keys',
    'TRUNCATE log.idempotency_keys',
    `INSERT INTO log.idempotency_keys VALUES ('x', 'x', 1, 1)`,
  ];
  const refusal = { code: '42501' }; // insufficient_privilege

  it.each(attempts)('by the application: %s', async (sql) => {
    await expect(database.writePool.query(sql)).rejects.toMatchObject(refusal);
  });

  it.each(attempts)('by an administrator, even one who replicates: %s', async (sql) => {
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    try {
      await expect(admin.query(sql)).rejects.toMatchObject(refusal);
      const { rows } = await admin.query<{ superuser: string }>(
        `SELECT current_setting('is_superuser') AS superuser`,
      );
      if (rows[0]?.superuser !== 'on') return; // a DATABASE_URL whose role may not turn triggers off in the first place
      await admin.query('SET session_replication_role = replica');
      await expect(admin.query(sql)).rejects.toMatchObject(refusal);
    } finally {
      await admin.end();
    }
  });

  it('by COPY, nor through a function of another name', async () => {
    const client = await database.writePool.connect();
    const copy = client.query(from('COPY log.idempotency_keys FROM STDIN'));
    copy.end('x\tx\t1\t1\n');
    await expect(finished(copy)).rejects.toMatchObject(refusal);
    client.release();
    await database.writePool.query(
      `CREATE FUNCTION public.append() RETURNS void LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO log.idempotency_keys VALUES ('x', 'x', 1, 1); END $$`,
    );
    await expect(database.writePool.query('SELECT public.append()')).rejects.toMatchObject(refusal);
  });

  it('by privilege, before any trigger is asked, unless the owner is a superuser', async () => {
    const { rows } = await database.writePool.query(
      `SELECT t, p FROM unnest(ARRAY['log.events', 'log.idempotency_keys']) t, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p
       WHERE has_table_privilege(t, p) AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)`,
    );
    expect(rows).toEqual([]);
  });

  it('by the read pool, whose sessions cannot even append', async () => {
    await expect(new EventLog(database.readPool).append(anAppend('x'))).rejects.toThrow(
      /log cannot be reached|read-only/,
    );
  });
});

interface Row {
  position: number;
  recorded_at: string;
  ingested_at: string | null;
  version: number;
  schema_version: number;
  event_id: string;
  stream: string;
  kind: string;
  actor: string;
  correlation_id: string | null;
  causation_id: string | null;
  salt: Buffer;
  payload: string;
  leaf_hash: Buffer;
}

/** The leaf as the migration defines it, built again from the columns. */
function leafHash(row: Row): Buffer {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const int8 = (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(value);
    return bytes;
  };
  const int4 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const instant = (micros: string | null) =>
    micros === null ? Buffer.from('8000000000000000', 'hex') : int8(BigInt(micros));
  const framed = (text: string | null) =>
    text === null ? int4(-1) : Buffer.concat([int4(Buffer.byteLength(text)), Buffer.from(text)]);
  return sha256(
    Buffer.from([0x00, 0x01]),
    int8(BigInt(row.position)),
    instant(row.recorded_at),
    instant(row.ingested_at),
    int8(BigInt(row.version)),
    int4(row.schema_version),
    Buffer.from(row.event_id.replaceAll('-', ''), 'hex'),
    ...[row.stream, row.kind, row.actor, row.correlation_id, row.causation_id].map(framed),
    sha256(row.salt, Buffer.from(row.payload)),
  );
}

describe('The leaf hash', () => {
  const micros = (column: string) =>
    `(extract(epoch FROM ${column} - '2000-01-01T00:00:00Z'::timestamptz) * 1000000)::bigint::text AS ${column}`;

  it('is what anyone can compute again from the columns', async () => {
    const { rows } = await database.readPool.query<Row>(
      `SELECT position, ${micros('recorded_at')}, ${micros('ingested_at')}, version, schema_version, event_id, stream, kind, actor,
              correlation_id, causation_id, salt, payload, leaf_hash FROM log.events ORDER BY position`,
    );
    expect(rows.map(({ ingested_at }) => ingested_at === null)).toEqual([false, true, true]);
    for (const row of rows) expect(leafHash(row).equals(row.leaf_hash)).toBe(true);
    const [, row] = rows;
    if (!row) throw new Error('unreachable');
    for (const change of [
      { position: 7 },
      { recorded_at: '1' },
      { actor: 'x' },
      { payload: '{}' },
      { correlation_id: null },
      { stream: '' },
    ]) {
      expect(leafHash({ ...row, ...change }).equals(row.leaf_hash)).toBe(false);
    }
  });

  it('hides equal payloads: each event has a salt of its own', async () => {
    const { rows } = await database.readPool.query(
      'SELECT count(DISTINCT salt) = count(*) AS distinct FROM log.events',
    );
    expect(rows).toEqual([{ distinct: true }]);
  });
});

describe('A log that was filled before single events had a way of their own', () => {
  it('is read and appended to as before after the upgrade', async () => {
    const old = await createTestDatabase({ empty: true });
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    for (const name of readdirSync(MIGRATIONS))
      if (name < '20261127000030' && name !== 'migration_lock.toml')
        cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
    try {
      await migrate(old.url, folder);
      const keys = [{ key: 'before', digest: 'd' }];
      await callAppend(old.writePool, [anAppend('s', { keys }), anAppend('t')], null);
      const reader = new LogReader(old.readPool);
      const before = await reader.readAfter(0, 10);
      await migrate(old.url);
      expect(await reader.readAfter(0, 10)).toEqual(before);
      const upgraded = new EventLog(old.writePool);
      expect(await upgraded.append(anAppend('s', { keys }))).toMatchObject({
        outcome: 'alreadyDone',
        recorded: [{ position: 1 }],
      });
      expect(await upgraded.append(anAppend('s', { expected: 1 }))).toMatchObject({
        outcome: 'done',
        recorded: [{ position: 3, version: 2 }],
      });
      await expect(
        upgraded.append(anAppend('s', { events: [anEvent({ payload: '{"no JSON":' })] })),
      ).rejects.toMatchObject({ code: '22P02' });
    } finally {
      rmSync(folder, { recursive: true });
      await old.drop();
    }
  });
});
