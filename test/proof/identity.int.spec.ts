import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openPools, type Pools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { forkLog } from '../../src/proof/fork.js';
import type { LogProofs } from '../../src/proof/log-proofs.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import pg from 'pg';
import { withDatabase } from '../support/url.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

let database: TestDatabase;
let pools: Pools;
let folder: string;
const opened: LogProofs[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  await Promise.all([database.writePool.end(), database.readPool.end()]);
  pools = openPools(database.url);
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-proof-'));
});
afterEach(async () => {
  for (const proofs of opened.splice(0)) await proofs.sealer.stop();
  await pools.end();
  await admin(`DROP DATABASE ${database.name} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

async function open(
  settings: { LOG_KEY?: string; LOG_ORIGIN?: string; DATA_DIR?: string; LOG_CHECKPOINT?: string } = {},
): Promise<LogProofs> {
  const proofs = await openProofs({ DATA_DIR: join(folder, 'a'), ...settings }, pools, () => undefined);
  opened.push(proofs);
  return proofs;
}
const append = (count: number) =>
  new EventLog(pools.write).append(anAppend('s', { events: Array.from({ length: count }, () => anEvent()) }));
const aKey = () => randomBytes(32).toString('base64');

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(database.adminUrl, 'postgres') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A copy of the current database, to be restored later. */
async function backup(): Promise<() => Promise<void>> {
  const copy = `${database.name}_copy`;
  const owner = new URL(database.url).username;
  await pools.end();
  await admin(`CREATE DATABASE ${copy} TEMPLATE ${database.name} OWNER "${owner}"`);
  pools = openPools(database.url);
  return async () => {
    await pools.end();
    await admin(`DROP DATABASE ${database.name} WITH (FORCE)`);
    await admin(`ALTER DATABASE ${copy} RENAME TO ${database.name}`);
    pools = openPools(database.url);
  };
}

describe('The key of the log', () => {
  it('is registered by the first start, with LOG_KEY and LOG_ORIGIN where they are set', async () => {
    const LOG_KEY = aKey();
    const { key } = await open({ LOG_KEY, LOG_ORIGIN: 'example.org/log' });
    expect(key).toMatch(/^example\.org\/log\+[0-9a-f]{8}\+/);
    expect(existsSync(join(folder, 'a', 'log.key'))).toBe(false);
    const again = await open({ LOG_KEY });
    expect([again.key, again.sealer.signing.reason]).toEqual([key, undefined]);
  });

  it.each([
    ['another LOG_KEY', { LOG_KEY: aKey() }],
    ['another LOG_ORIGIN', { LOG_ORIGIN: 'example.org/other' }],
    ['no key', { DATA_DIR: '/nonexistent' }],
  ])('with %s a server serves what is kept and signs nothing', async (_, settings) => {
    const first = await open();
    await append(3);
    const kept = await first.sealer.newest();
    const other = await open({ ...settings, DATA_DIR: join(folder, 'DATA_DIR' in settings ? 'b' : 'a') });
    expect(other.key).toBe(first.key);
    expect(other.sealer.signing.reason).toMatch(/signs no checkpoints/);
    await append(2);
    expect((await other.sealer.newest()).note).toBe(kept.note);
    await expect(other.sealer.covering(5)).rejects.toMatchObject({ slug: 'no-checkpoint' });
    expect(existsSync(join(folder, 'b', 'log.key'))).toBe(false);
    expect(other.sealer.state({ permalink: '', answer: '', size: 1 })).toBeNull();
  });
});

describe('A database that was rolled back', () => {
  it('is refused at the next start, also once it has grown again', async () => {
    const first = await open();
    await append(3);
    await first.sealer.newest();
    const putBack = await backup();
    const later = await open();
    await append(4);
    await later.sealer.covering(7);
    await putBack();
    await expect(open()).rejects.toThrow(/ends at position 3, but .* 7 events: the database was rolled back/);
    await append(9);
    await expect(open()).rejects.toThrow(
      /is not the one of which this server has handed out a checkpoint of 7/,
    );
  });

  it('is refused by a server that handed nothing out, too, if a checkpoint is kept elsewhere', async () => {
    const LOG_KEY = aKey();
    const LOG_CHECKPOINT = join(folder, 'checkpoint.txt');
    const first = await open({ LOG_KEY });
    await append(3);
    const putBack = await backup();
    await append(4);
    const { note } = await (await open({ LOG_KEY })).sealer.covering(7);
    writeFileSync(LOG_CHECKPOINT, note);
    await open({ LOG_KEY, LOG_CHECKPOINT });
    await putBack();
    const another = { LOG_KEY, LOG_CHECKPOINT, DATA_DIR: join(folder, 'another') };
    await expect(open(another)).rejects.toThrow(
      /ends at position 3, but LOG_CHECKPOINT is a checkpoint of 7 events/,
    );
    writeFileSync(LOG_CHECKPOINT, note.replace(first.key.split('+')[0] ?? '', 'somebody/else'));
    await expect(open(another)).rejects.toThrow(/cannot be used: .* is no checkpoint of this log/);
    rmSync(LOG_CHECKPOINT);
    await expect(open(another)).rejects.toThrow(/cannot be used: ENOENT/);
  });

  it('goes on under a new name and key once somebody accepts it', async () => {
    const LOG_KEY = aKey();
    const first = await open({ LOG_KEY });
    await append(3);
    await first.sealer.newest();
    const putBack = await backup();
    await append(4);
    await (await open({ LOG_KEY })).sealer.covering(7);
    await putBack();
    const unaware = await open({ LOG_KEY, DATA_DIR: join(folder, 'c') });
    await expect(forkLog(pools.write, { DATA_DIR: join(folder, 'a'), LOG_KEY })).rejects.toThrow(/LOG_KEY/);
    const { before, after } = await forkLog(pools.write, { DATA_DIR: join(folder, 'a') });
    expect(before).toBe(first.key);
    const forked = await open();
    expect(forked.key).toBe(after);
    expect(after.split('+')).not.toContain(first.key.split('+')[0]);
    expect(after.split('+')[2]).not.toBe(first.key.split('+')[2]);
    expect((await forked.sealer.covering(3)).size).toBe(3);
    await append(1);
    await expect(unaware.sealer.newest()).rejects.toThrow(/another name and key since/);
    await expect(
      forkLog(pools.write, { DATA_DIR: folder, LOG_ORIGIN: after.split('+')[0] ?? '' }),
    ).rejects.toThrow(/LOG_ORIGIN/);
  });

  it('is not noticed by a server that never handed anything out: that is said in docs/proof.md', async () => {
    await append(3);
    await expect(open({ DATA_DIR: join(folder, 'new') })).resolves.toBeDefined();
  });

  it('a file that is no checkpoint is named', async () => {
    await open();
    const { rows } = await pools.read.query<{ id: string }>('SELECT id FROM proof.log');
    const file = join(folder, 'a', `log-${rows[0]?.id}.checkpoint`);
    writeFileSync(file, 'garbage');
    await expect(open()).rejects.toThrow(`${file} is no checkpoint`);
    expect(readFileSync(file, 'utf8')).toBe('garbage');
  });
});

describe('Two servers on one database', () => {
  it('never sign two roots for one size', async () => {
    const LOG_KEY = aKey();
    const servers = [
      await open({ LOG_KEY, DATA_DIR: join(folder, 'a') }),
      await open({ LOG_KEY, DATA_DIR: join(folder, 'b') }),
    ];
    const notes = new Map<number, Set<string>>();
    const until = performance.now() + 3500;
    const writing = (async () => {
      while (performance.now() < until) await append(1 + Math.floor(Math.random() * 300));
    })();
    const asking = servers.map(async ({ sealer }) => {
      while (performance.now() < until) {
        const { size, note } = await sealer.newest();
        notes.set(size, (notes.get(size) ?? new Set()).add(note));
      }
    });
    await Promise.all([writing, ...asking]);
    expect(notes.size).toBeGreaterThan(2);
    for (const each of notes.values()) expect(each.size).toBe(1);
    const { rows } = await pools.read.query<{ made: number }>(
      `SELECT min(extract(epoch FROM gap))::float8 AS made FROM (
         SELECT made_at - lag(made_at) OVER (ORDER BY made_at) AS gap FROM proof.checkpoints) AS gaps`,
    );
    expect(rows[0]?.made).toBeGreaterThan(0.99);
  });
});
