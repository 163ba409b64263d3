import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openCluster } from './cluster.js';
import { DatabaseError } from './database-error.js';
import { type EmbeddedPostgres, startEmbedded } from './embedded.js';
import { findPostmaster, startPostmaster } from './postmaster.js';
import { sharedBuffers } from './shared-buffers.js';
import { freePort } from '../../test/faults/postgres.js';

let dataDir: string;
const started: EmbeddedPostgres[] = [];
const start = async (): Promise<EmbeddedPostgres> => {
  const server = await startEmbedded({ dataDir });
  started.push(server);
  return server;
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'policy-timeline-embedded-'));
});
afterEach(async () => {
  // The last one first: one that is not stopped yet starts the server again that an earlier one ends.
  for (const server of started.splice(0).reverse()) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
const directory = () => join(dataDir, 'postgres');
const pid = () => findPostmaster(directory())?.pid ?? 0;

describe('The embedded server', () => {
  it('knows nothing of our environment, where secrets are', async () => {
    process.env['ADMIN_API_KEY'] = 'a secret of the specs';
    try {
      await start();
    } finally {
      delete process.env['ADMIN_API_KEY'];
    }
    const environment = readFileSync(`/proc/${pid()}/environ`, 'utf8').split('\0').filter(Boolean);
    expect(environment.map((entry) => entry.split('=')[0]).sort()).toEqual(['LC_ALL', 'PATH', 'TZ']);
  });

  it('starts in an empty folder, safe by default, and serves the application as no superuser', async () => {
    const server = await start();
    const [row] = await ask(
      server.url,
      `SELECT current_user AS role, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super, current_database() AS database,
        current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses, current_setting('timezone') AS zone,
        current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commit,
        pg_size_bytes(current_setting('shared_buffers'))::integer / 1048576 AS buffers,
        (SELECT datcollate FROM pg_database WHERE datname = current_database()) AS locale`,
    );
    expect(row).toEqual({
      role: 'timeline',
      super: false,
      database: 'timeline',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      zone: 'UTC',
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      buffers: sharedBuffers(),
      locale: 'C.UTF-8',
    });
    expect(statSync(join(dataDir, 'postgres.secret')).mode & 0o777).toBe(0o600);
    await expect(ask(server.url.replace(/:[0-9a-f]{64}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      /password/,
    );
    expect(server.url).not.toContain(readFileSync(join(dataDir, 'postgres.secret'), 'utf8'));
  });

  it('knows Japanese letters, so that trigram search finds them', async () => {
    const server = await start();
    const [row] = await ask<{ likeness: number }>(server.url, `CREATE EXTENSION pg_trgm; SELECT 1`).then(() =>
      ask<{ likeness: number }>(
        server.url,
        `SELECT similarity('防衛装備移転三原則', '防衛装備移転') AS likeness`,
      ),
    );
    expect(row?.likeness).toBeGreaterThan(0.4);
  });

  it('stops completely, and starts again with its data', async () => {
    const server = await start();
    await ask(server.url, 'CREATE TABLE kept (id int)');
    await server.stop();
    expect(findPostmaster(directory())).toBeNull();
    expect(existsSync(join(directory(), 'postmaster.pid'))).toBe(false);
    expect(await ask((await start()).url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('is never started twice on one folder: the second start fails with one line', async () => {
    await start();
    const before = pid();
    const second = startEmbedded({ dataDir });
    await expect(second).rejects.toBeInstanceOf(DatabaseError);
    await expect(second).rejects.toThrow(/^[^\n]*in use by another running process[^\n]*$/);
    expect(pid()).toBe(before);
  });

  it('does not lose its pid file to a second server that is started on its folder', async () => {
    await start();
    const before = pid();
    const cluster = openCluster(dataDir, () => undefined);
    const second = startPostmaster(cluster, 1, join(dataDir, 'second.log'));
    await once(second, 'exit');
    expect(before).toBeGreaterThan(0);
    expect(pid()).toBe(before);
  });

  it('lets exactly one of two win that start at the same moment in an empty folder', async () => {
    const results = await Promise.allSettled([start(), start()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('starts again on the same address after it was killed', async () => {
    const server = await start();
    await ask(server.url, 'CREATE TABLE kept (id int)');
    const { url } = server;
    process.kill(pid(), 'SIGKILL');
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && !(await ask(url, 'SELECT * FROM kept').catch(() => null)))
      await sleep(50);
    expect(await ask(url, 'SELECT * FROM kept')).toEqual([]);
    expect(server.url).toBe(url);
  });

  it('waits for its own address if another has it when it is to start again, and ends what a command left elsewhere', async () => {
    const said: string[] = [];
    const server = await startEmbedded({ dataDir, log: (line) => said.push(line) });
    started.push(server);
    const { url } = server;
    const heard = async (text: string) => {
      while (!said.some((line) => line.includes(text))) await sleep(20);
    };
    let other: Server;
    for (;;) {
      process.kill(pid(), 'SIGKILL');
      while (findPostmaster(directory())); // without a turn of events, so that the port is taken before the keeper sees it
      other = createServer().listen(Number(new URL(url).port), '127.0.0.1');
      try {
        await once(other, 'listening');
        break;
      } catch {
        // A child that the server had just made still held the port: it comes back there, and is ended again.
        await heard('running again');
        said.length = 0;
      }
    }
    await Promise.race([heard('PostgreSQL did not start'), heard('running again')]);
    expect(server.url).toBe(url);
    const cluster = openCluster(dataDir, () => undefined);
    const left = heard('A command that was killed has left PostgreSQL');
    for (let done = false; !done; done = await Promise.race([left.then(() => true), sleep(2000, false)]))
      startPostmaster(cluster, await freePort(), join(dataDir, 'left.log'));
    other.close();
    await heard('running again');
    expect(server.url).toBe(url);
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not mistaken for a stranger that got its old number', async () => {
    const server = await start();
    await server.stop();
    const innocent = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(
      join(directory(), 'postmaster.pid'),
      `${innocent.pid ?? 0}\n${directory()}\n1\n5432\n\n127.0.0.1\n        0         0\nready   \n`,
    );
    expect(findPostmaster(directory())).toBeNull();
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(innocent.kill()).toBe(true);
  });

  it('is taken over, not started again, after the process that started it was killed', async () => {
    const program = `import { startEmbedded } from './src/database/embedded.ts';
      console.log((await startEmbedded({ dataDir: process.argv[1] })).url); setInterval(() => undefined, 1000);`;
    const loader = './test/support/typescript.js';
    const child = spawn(
      process.execPath,
      ['--import', loader, '--input-type=module', '--eval', program, dataDir],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    const orphan = pid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await start();
    expect(pid()).toBe(orphan);
    expect(server.url).toBe(url.toString().trim());
    await server.stop();
    expect(pid()).toBe(0);
  });

  it('clears what a start left that died while making the database', async () => {
    const unfinished = join(dataDir, 'postgres.new-2147483646-abcdef');
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'PG_VERSION'), '18');
    await start();
    expect(existsSync(unfinished)).toBe(false);
  });

  it('says what to do when its password file is gone', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'postgres.secret'));
    await expect(start()).rejects.toThrow(/postgres\.secret is missing: restore it from a backup/);
  });

  it('says why when it does not start', async () => {
    await (await start()).stop();
    writeFileSync(join(directory(), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/^PostgreSQL did not start: .*FATAL.*$/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('run by root, works in a folder that only root can enter', async () => {
    const closed = join(dataDir, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    dataDir = join(closed, 'data');
    const server = await start();
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    await server.stop();
    rmSync(readlinkSync(directory()), { recursive: true });
    dataDir = join(closed, '..');
  });
});
