import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { neighbourFindings } from '../../src/cli/doctor/neighbours.js';
import { openPools } from '../../src/database/connect.js';
import { runCommand } from '../../src/cli/command-line.js';
import { loadDemo } from '../../src/cli/load-demo.js';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import type { StoredEvent } from '../../src/event-store/event.js';
import { LogReader } from '../../src/event-store/read.js';
import { Subscription } from '../../src/event-store/subscribe.js';
import { Imports } from '../../src/write/import/imports.js';
import { startApplication, type Application } from '../../src/application.js';
import { Environment } from '../../src/settings/environment.js';
import { readEnvironment } from '../../src/settings/read-environment.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
let target: TestDatabase;
let folder: string;
let file: string;
/** What a subscription had handled when the backup began. */
let handledBefore: number[];

beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
  target = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-backup-'));
  file = join(folder, 'timeline.backup');
});
afterAll(async () => {
  await app.stop();
  await target.drop();
  rmSync(folder, { recursive: true });
});

/** A command on a database; what it printed and its exit code. */
async function cli(databaseUrl: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const printed: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed.push(String(chunk));
      return true;
    }),
  );
  Object.assign(process.env, { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'data') });
  try {
    await runCommand(args);
    return { code: Number(process.exitCode ?? 0), out: printed.join('') };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

const register = (id: string, at: TestApp = app) =>
  post(at, '/v1/policies', { id, title: `Policy ${id}`, jurisdiction: 'JP', area: 'tests' });

async function questions(url: string): Promise<string[]> {
  const { basis, items } = (await ask({ url }, '/v1/policies?limit=1000')) as {
    basis: { position: number };
    items: { policyId: string }[];
  };
  const at = `position=${basis.position}`;
  return [
    `/v1/policies?asOf=2024-07-31&${at}`,
    `/v1/summary?by=status&asOf=2024-07-31&${at}`,
    `/v1/events?after=0&limit=1000`,
    ...items.flatMap(({ policyId }) => [
      `/v1/policies/${policyId}?asOf=2024-07-31&${at}`,
      `/v1/policies/${policyId}/timeline?${at}`,
      `/v1/policies/${policyId}/history?${at}`,
    ]),
  ];
}

/** What the subscription of a follower handles, up to the end of the log. */
async function handled(url: string): Promise<number[]> {
  const { read, write, end } = openPools(url, { size: 2 });
  const notifications = new AppendNotifications(write, url);
  const positions: number[] = [];
  const handle = (events: readonly StoredEvent[]) => {
    positions.push(...events.map(({ position }) => position));
    return Promise.resolve();
  };
  const follower = new Subscription({ write, read, notifications }, { name: 'follower', handle });
  follower.start();
  const { position } = await new LogReader(read).head();
  expect(await follower.checkpoint.waitFor(position, 60_000)).toBe('reached');
  await follower.stop();
  await notifications.stop();
  await end();
  return positions;
}

/** The positions that a stream of events sends, from behind one on up to another. */
async function streamed(url: string, after: number, until: number): Promise<number[]> {
  const hangUp = new AbortController();
  const { body } = await fetch(`${url}/v1/events/stream`, {
    headers: { 'last-event-id': String(after) },
    signal: hangUp.signal,
  });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(`id: ${until}\ndata:`)) break;
  }
  hangUp.abort();
  return [...text.matchAll(/^id: (\d+)\ndata:/gm)].map(([, id]) => Number(id));
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Those who followed the log before go on in the restored one with the next event: none is left out, none comes again. */
async function goesOn(url: string): Promise<void> {
  const { basis } = (await ask({ url }, '/v1/policies?limit=1')) as { basis: { position: number } };
  const end = basis.position;
  expect(end).toBeGreaterThan(handledBefore.at(-1) ?? 0);
  for (const id of ['restored-1', 'restored-2'])
    expect((await register(id, { ...app, url })).status).toBe(201);
  expect(await streamed(url, end, end + 2)).toEqual([end + 1, end + 2]);
  expect(handledBefore).toEqual(range(1, handledBefore.length));
  expect(await handled(target.url)).toEqual(range(handledBefore.length + 1, end + 2));
  // One that had read what was recorded after the backup would miss what comes in its place.
  const beyond = await fetch(`${url}/v1/events/stream`, { headers: { 'last-event-id': String(end + 3) } });
  expect(beyond.status).toBe(400);
  expect(await beyond.text()).toMatch(/beyond the end of the log, which is \d+/);
}

describe('A backup', () => {
  it('is made while others write, and holds a prefix of the log', async () => {
    handledBefore = await handled(app.databaseUrl);
    const made = new AbortController();
    const writing = (async () => {
      for (let n = 0; !made.signal.aborted; n += 1) expect((await register(`during-${n}`)).status).toBe(201);
    })();
    const { code, out } = await cli(app.databaseUrl, 'backup', file);
    made.abort();
    await writing;
    expect(out).toMatch(/holds the log up to position \d+/);
    expect(code).toBe(0);
  });

  it('is refused where it is damaged, cut, of another format or no backup, and nothing is left', async () => {
    const bytes = readFileSync(file);
    const text = gunzipSync(bytes).toString('latin1');
    const variants: [name: string, content: Buffer, reason: RegExp][] = [
      ['cut', bytes.subarray(0, bytes.length / 2), /is damaged/],
      [
        'changed',
        gzipSync(Buffer.from(text.replace('jp-us-patriot', 'jp-us-catriot'), 'latin1')),
        /digest differs/,
      ],
      ['shortened', gzipSync(Buffer.from(text.slice(0, text.lastIndexOf('{')), 'latin1')), /end is missing/],
      ['format', gzipSync(Buffer.from(text.replace('backup/1', 'backup/9'), 'latin1')), /format .*backup\/9/],
      ['other', Buffer.from('{"a": 1}\n'), /is no backup/],
      ['gzip', gzipSync('{"a": 1}\n'), /is no backup/],
    ];
    for (const [name, content, reason] of variants) {
      const other = join(folder, name);
      writeFileSync(other, content);
      const { code, out } = await cli(target.url, 'restore', other);
      expect(out).toMatch(reason);
      expect(code).toBe(1);
    }
    expect((await cli(target.url, 'restore', join(folder, 'nowhere'))).out).toMatch(/There is no /);
    const { rows } = await target.writePool.query(`SELECT to_regclass('log.events') AS log`);
    expect(rows).toEqual([{ log: null }]);
  });

  it('is restored into an empty database, verified, and gives the same answers', async () => {
    const { code, out } = await cli(target.url, 'restore', file);
    expect(out).toMatch(/All \d+ events are as they were recorded/);
    expect(code).toBe(0);
    const environment = Object.assign(new Environment(), {
      PORT: 0,
      DATABASE_URL: target.url,
      ADMIN_API_KEY: app.adminKey,
      LOG_LEVEL: 'silent',
      DATA_DIR: join(folder, 'restored'),
    });
    let restored: Application | undefined;
    try {
      // Without the key it signs nothing, and says so.
      restored = await startApplication(environment, (line) => {
        expect(line).toMatch(/signs no checkpoints/);
      });
      const { url } = restored.http;
      const asked = await questions(url);
      expect(asked.length).toBeGreaterThan(40);
      for (const path of asked) {
        const [before, after] = await Promise.all([fetch(app.url + path), fetch(url + path)]);
        expect(after.status).toBe(before.status);
        if (path.startsWith('/v1/events')) continue;
        expect(await after.text()).toBe(await before.text());
        expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
      }
      await goesOn(url);
    } finally {
      await restored?.stop();
    }
  });

  it('is not restored into a database that was used', async () => {
    const { code, out } = await cli(target.url, 'restore', file);
    expect(out).toMatch(/not empty: log\.events has rows/);
    expect(code).toBe(1);
  });
});

describe('The doctor', () => {
  it('looks at everything and says with its exit code whether something failed', async () => {
    const { code, out } = await cli(app.databaseUrl, 'doctor', '--format', 'json');
    const { healthy, findings } = JSON.parse(out) as {
      healthy: boolean;
      findings: { check: string; state: string }[];
    };
    const names =
      'settings node disk public-address proxies database server locks clock standbys schema privileges projections log';
    expect(findings.map(({ check }) => check.replace(' ', '-'))).toEqual(names.split(' '));
    expect(healthy).toBe(true);
    expect(code).toBe(0);
  });

  it('finds a database that is away, and one that has no schema', async () => {
    const away = new URL(app.databaseUrl);
    away.port = '1';
    const gone = await cli(away.href, 'doctor');
    expect(gone.out).toMatch(/database +failed +.*ECONNREFUSED/);
    expect(gone.code).toBe(1);
    const empty = await createTestDatabase({ empty: true });
    const { code, out } = await cli(empty.url, 'doctor');
    await empty.drop();
    expect(out).toMatch(/schema +warning +\d+ migrations are missing/);
    expect(code).toBe(0);
  });

  it('looks at what settings name beside the database, and tells no password', async () => {
    const away = new URL(app.databaseUrl);
    away.port = '1';
    away.password = 'secret-of-the-spec';
    const environment = readEnvironment({
      ...{ READ_DATABASE_URLS: `${app.databaseUrl} ${away.href}`, LOG_CHECKPOINT: '/nowhere/checkpoint' },
      ...{ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_AUDIENCE: 'us' },
    });
    const pools = openPools(app.databaseUrl, { size: 2 });
    const findings = await neighbourFindings(environment, pools.read);
    await pools.end();
    expect(findings).toMatchObject([
      { check: 'sign-in', state: 'failed' },
      { check: 'read standby 1', state: 'warning', detail: expect.stringContaining('is no standby') },
      { check: 'read standby 2', state: 'failed', detail: expect.stringContaining('ECONNREFUSED') },
      { check: 'checkpoint elsewhere', state: 'failed', detail: expect.stringContaining('cannot be used') },
    ]);
    expect(JSON.stringify(findings)).not.toContain(away.password);
    expect(await neighbourFindings(readEnvironment({}), null)).toEqual([]);
  });
});
