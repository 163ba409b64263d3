import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import { headInNote } from '../../src/proof/verify/note-head.js';
import { verifyLog, type Verified } from '../../src/proof/verify/verify-log.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';
import { withDatabase } from '../support/url.js';

const EVENTS = 700;
/** What a superuser can do: turn the triggers off. */
const UNGUARDED = 'ALTER TABLE log.events DISABLE TRIGGER ALL';
/** Also computes the leaf hashes again, so that each event is consistent in itself. */
const REHASH = `UPDATE log.events SET leaf_hash = log.leaf_hash(position, recorded_at, ingested_at, version, schema_version,
  event_id, stream, kind, actor, correlation_id, causation_id, salt, payload) WHERE position >= 100`;

let original: TestDatabase;
let name: string;
let pools: ReturnType<typeof openPools>;
let folder: string;
/** The checkpoint as an outside party holds it. */
let held: string;

const asAdmin = async (database: string, ...statements: string[]) => {
  const client = new pg.Client({ connectionString: withDatabase(original.adminUrl, database) });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  original = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-tampering-'));
  await Promise.all([original.writePool.end(), original.readPool.end()]);
  const own = openPools(original.url);
  const log = new EventLog(own.write);
  for (let i = 0; i < EVENTS; i += 1)
    await log.append(anAppend(`s${i % 11}`, { events: [anEvent({ payload: `{"number":${i}}` })] }));
  const proofs = await openProofs({ DATA_DIR: folder }, own, () => undefined);
  held = (await proofs.sealer.covering(EVENTS)).note;
  for (let i = 0; i < 5; i += 1) await log.append(anAppend('after the checkpoint'));
  await own.end();
});
afterAll(async () => {
  await asAdmin('postgres', `DROP DATABASE ${original.name} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  name = `${original.name}_copy`;
  const owner = new URL(original.url).username;
  await asAdmin('postgres', `CREATE DATABASE ${name} TEMPLATE ${original.name} OWNER "${owner}"`);
  pools = openPools(withDatabase(original.url, name));
});
afterEach(async () => {
  await pools.end();
  await asAdmin('postgres', `DROP DATABASE ${name} WITH (FORCE)`);
});

const tamper = (...statements: string[]) => asAdmin(name, UNGUARDED, ...statements);
const verify = async (note?: string): Promise<Verified> =>
  verifyLog(pools.write, note === undefined ? [] : [await headInNote(pools.write, note, 'held by a friend')]);
const firstBad = async (note?: string) => (await verify(note)).finding?.position ?? null;

describe('A log that nobody touched', () => {
  it('is as it was recorded', async () => {
    expect(await verify(held)).toEqual({ events: EVENTS + 5, finding: null });
  });
});

describe('What a superuser does to the log is found at its first position:', () => {
  it('an edit', async () => {
    await tamper(`UPDATE log.events SET payload = '{"number":0}' WHERE position = 123`);
    expect(await firstBad()).toBe(123);
  });

  it.each([
    ['its time', `recorded_at = recorded_at + interval '1 microsecond'`],
    ['its actor', `actor = 'somebody else'`],
    ['its kind', `kind = 'another'`],
    ['its stream', `stream = 'new', version = 1`],
  ])('an edit of %s', async (_, change) => {
    await tamper(`UPDATE log.events SET ${change} WHERE position = 300`);
    expect(await firstBad()).toBe(300);
  });

  it.each([123, 650, EVENTS])('an edit with its leaf hash made anew, at %d', async (position) => {
    await tamper(`UPDATE log.events SET payload = '{"number":0}' WHERE position = ${position}`, REHASH);
    expect(await firstBad()).toBe(position);
  });

  it('an edit that is not canonical any more', async () => {
    await tamper(`UPDATE log.events SET payload = '{ "number":1 }' WHERE position = 200`, REHASH);
    expect((await verify()).finding?.message).toMatch(/^position 200: /);
  });

  it('an erasure that no redaction tells of, or one of another stream', async () => {
    await tamper('UPDATE log.events SET payload = NULL, salt = NULL WHERE position = 345');
    expect((await verify()).finding?.message).toMatch(/^position 345: its payload is gone, and no redaction/);
    await tamper(
      'ALTER TABLE log.redactions DISABLE TRIGGER ALL',
      `INSERT INTO log.redactions SELECT 345, 346, sha256('x')`,
    );
    expect(await firstBad()).toBe(345);
  });

  it('a deletion', async () => {
    await tamper('DELETE FROM log.events WHERE position = 400');
    expect(await firstBad()).toBe(400);
  });

  it('a deletion with all that follows moved up, versions and hashes included', async () => {
    await tamper(
      'DELETE FROM log.events WHERE position = 400',
      `UPDATE log.events SET position = -position + 1 WHERE position > 400`.replace(
        '-position + 1',
        'position + 100000',
      ),
      'UPDATE log.events SET position = position - 100001 WHERE position > 100000',
      `UPDATE log.events SET version = version + 100000`,
      `UPDATE log.events e SET version = n.version FROM (
         SELECT position, row_number() OVER (PARTITION BY stream ORDER BY position) AS version FROM log.events) n
       WHERE n.position = e.position`,
      REHASH,
    );
    expect(await firstBad()).toBe(400);
  });

  it('an insertion', async () => {
    await tamper(
      'UPDATE log.events SET position = position + 100000 WHERE position >= 500',
      'UPDATE log.events SET position = position - 99999 WHERE position > 100000',
      `INSERT INTO log.events (position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, recorded_at)
       SELECT 500, 'inserted', 1, gen_random_uuid(), kind, 1, payload, salt, leaf_hash, actor, recorded_at + interval '1 microsecond'
       FROM log.events WHERE position = 499`,
      REHASH,
    );
    expect(await firstBad()).toBe(500);
  });

  it('a swap', async () => {
    await tamper(
      'UPDATE log.events SET position = 0 - position + 100000 WHERE position IN (260, 261)',
      'UPDATE log.events SET position = CASE position WHEN 99740 THEN 261 ELSE 260 END WHERE position > 99000',
    );
    expect(await firstBad()).toBe(260);
    await tamper(
      `WITH times AS (SELECT min(recorded_at) AS first, max(recorded_at) AS last FROM log.events WHERE position IN (260, 261))
       UPDATE log.events SET recorded_at = recorded_at + interval '1 day' FROM times WHERE position IN (260, 261)`,
      `UPDATE log.events SET recorded_at = (SELECT recorded_at FROM log.events WHERE position = 259) + (position - 259) * interval '1 microsecond'
       WHERE position IN (260, 261)`,
      REHASH,
    );
    expect(await firstBad()).toBe(260);
  });

  it('a truncation', async () => {
    await tamper('DELETE FROM log.events WHERE position > 600');
    expect(await firstBad()).toBe(601);
    await tamper('DELETE FROM log.events');
    expect(await firstBad()).toBe(1);
  });

  it('kept hashes changed along with the event: only the stretch between two checkpoints can be named', async () => {
    await tamper(
      `UPDATE log.events SET payload = '{"number":0}' WHERE position = 123`,
      REHASH,
      `UPDATE proof.tiles SET hashes = (SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) FROM log.events WHERE position <= 256)
       WHERE tree = 'log' AND level = 0 AND index = 0`,
      `UPDATE proof.tiles SET hashes = hashes WHERE tree = 'log'`,
    );
    const { finding } = await verify();
    expect(finding?.position).toBeLessThanOrEqual(123);
    expect(finding?.message).toMatch(/kept tile 1\/0|checkpoint in the database/);
  });
});

describe('A database that was rolled back to a backup', () => {
  /** All of it, checkpoints and tiles included, is as it was after 500 events. */
  const rollBack = () =>
    tamper(
      'DELETE FROM log.events WHERE position > 500',
      'ALTER TABLE proof.checkpoints DISABLE TRIGGER ALL',
      'DELETE FROM proof.checkpoints; DELETE FROM proof.tiles; DELETE FROM proof.streams; UPDATE proof.covered SET size = 0',
    );

  it('agrees with itself: nothing inside it can tell', async () => {
    await rollBack();
    expect(await firstBad()).toBeNull();
  });

  it('is found by a checkpoint that was kept outside', async () => {
    await rollBack();
    expect((await verify(held)).finding?.message).toMatch(
      /^position 501: the log ends before it, but the checkpoint held by a friend covers 700 events/,
    );
  });

  it('is found also once it has grown beyond that checkpoint again', async () => {
    await rollBack();
    const log = new EventLog(pools.write);
    await log.append(anAppend('again', { events: Array.from({ length: 300 }, () => anEvent()) }));
    expect((await verify(held)).finding?.message).toMatch(
      /to 700 the log is not the one of the checkpoint held by a friend/,
    );
  });
});
