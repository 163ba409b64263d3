import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseFindings } from '../../src/cli/doctor/database.js';
import type { Finding } from '../../src/cli/doctor/finding.js';
import { neighbourFindings } from '../../src/cli/doctor/neighbours.js';
import { openPools } from '../../src/database/connect.js';
import { startApplication, type Application } from '../../src/application.js';
import { Environment } from '../../src/settings/environment.js';
import { post } from '../support/requests.js';
import type { TestApp } from '../support/app.js';
import { Postgres } from './postgres.js';
import { addStandbys } from './standby.js';

const ADMIN_KEY = 'the administrator of the tests 1234';
let folder: string;
let primary: Postgres;
let standby: Postgres;
let application: Application;
let app: TestApp;

const settings = () =>
  Object.assign(new Environment(), {
    PORT: 0,
    DATABASE_URL: primary.url,
    READ_DATABASE_URLS: standby.url,
    ADMIN_API_KEY: ADMIN_KEY,
    LOG_LEVEL: 'silent' as const,
    DATA_DIR: join(folder, 'files'),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-standbys-'));
  chmodSync(folder, 0o711);
  primary = await Postgres.start(join(folder, 'primary'));
  [standby] = (await addStandbys(primary, folder, ['one'])) as [Postgres];
  application = await startApplication(settings(), () => undefined);
  app = { url: application.http.url, adminKey: ADMIN_KEY } as TestApp;
  await register('first');
});
afterAll(async () => {
  await application.stop();
  await standby.kill();
  await primary.kill();
  rmSync(folder, { recursive: true });
});

async function register(id: string): Promise<void> {
  const { status } = await post(app, '/v1/policies', { id, title: id, jurisdiction: 'JP', area: 'tests' });
  expect(status).toBe(201);
}

async function sent(): Promise<{ standby: number; primary: number }> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const of = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  return { standby: of('reads_sent_to_standbys'), primary: of('reads_kept_on_primary') };
}

/** Reads until one was sent to the standby, or not. @returns that answer */
async function readFrom(place: 'standby' | 'primary', path: string): Promise<string> {
  for (;;) {
    const before = await sent();
    const answer = await fetch(app.url + path);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    if ((await sent())[place] > before[place]) return text;
    await sleep(50);
  }
}

const listed = (text: string) =>
  (JSON.parse(text) as { items: { policyId: string }[] }).items.map(({ policyId }) => policyId);

/** What the doctor says of standbys, with the primary's settings, which are set back then. */
async function doctorWith(settings: Record<string, string>): Promise<Finding | undefined> {
  for (const [name, value] of Object.entries(settings))
    await primary.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  await primary.query('SELECT pg_reload_conf()');
  const pools = openPools(primary.url, { size: 2 });
  try {
    const isSet = async ([name, value]: [string, string]) =>
      (await pools.read.query<{ now: string }>('SELECT current_setting($1) AS now', [name])).rows[0]?.now ===
      value;
    for (const setting of Object.entries(settings)) while (!(await isSet(setting))) await sleep(20);
    const findings = await databaseFindings(pools, { app: primary.url }, folder);
    return findings.find(({ check }) => check === 'standbys');
  } finally {
    await pools.end();
    for (const name of Object.keys(settings)) await primary.query(`ALTER SYSTEM RESET ${name}`);
    await primary.query('SELECT pg_reload_conf()');
  }
}

describe('The doctor', () => {
  it('says what commits wait for, and when a fail-over would lose some', async () => {
    expect(await doctorWith({})).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('1 standbys, and synchronous_standby_names is empty'),
    });
    expect(await doctorWith({ synchronous_standby_names: 'ANY 1 (one)' })).toMatchObject({
      state: 'ok',
      detail: '1 standbys; a commit waits for ANY 1 (one) (synchronous_commit = on)',
    });
    expect(
      await doctorWith({ synchronous_standby_names: 'ANY 1 (one)', synchronous_commit: 'local' }),
    ).toMatchObject({ state: 'warning', detail: expect.stringContaining('synchronous_commit is local') });
    expect(await doctorWith({ synchronous_standby_names: 'ANY 1 (another)' })).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('every append waits until one is'),
    });
  });

  it('says how far a standby for reads is behind', async () => {
    const pools = openPools(primary.url, { size: 2 });
    const behind = () =>
      neighbourFindings(Object.assign(new Environment(), { READ_DATABASE_URLS: standby.url }), pools.read);
    await readFrom('standby', '/v1/policies');
    expect(await behind()).toMatchObject([
      { check: 'read standby 1', state: 'ok', detail: expect.stringContaining('has replayed the whole log') },
    ]);
    await standby.query('SELECT pg_wal_replay_pause()');
    await register('behind');
    expect(await behind()).toMatchObject([
      { state: 'warning', detail: expect.stringContaining('1 events behind the primary') },
    ]);
    await standby.query('SELECT pg_wal_replay_resume()');
    await pools.end();
  });
});

describe('A standby', () => {
  it('answers reads once it has replayed what the primary has, with the same bytes', async () => {
    const path = '/v1/policies?asOf=2024-01-01&position=1';
    const there = await readFrom('standby', path);
    await standby.query('SELECT pg_wal_replay_pause()');
    await register('second');
    expect(await readFrom('primary', path)).toBe(there);
    await standby.query('SELECT pg_wal_replay_resume()');
  });

  it('that lags is not asked: what was recorded is there at once', async () => {
    await readFrom('standby', '/v1/policies');
    await standby.query('SELECT pg_wal_replay_pause()');
    for (let n = 0; n < 5; n += 1) {
      await register(`while-paused-${n}`);
      expect(listed(await (await fetch(`${app.url}/v1/policies`)).text())).toContain(`while-paused-${n}`);
    }
    await standby.query('SELECT pg_wal_replay_resume()');
    expect(listed(await readFrom('standby', '/v1/policies'))).toContain('while-paused-4');
  });

  it('gives past answers while the primary is away, and questions of the newest are refused', async () => {
    const path = '/v1/policies?asOf=2024-01-01&position=3';
    const before = await readFrom('standby', path);
    await primary.kill();
    expect(await readFrom('standby', path)).toBe(before);
    const open = await fetch(`${app.url}/v1/policies`);
    expect([open.status, open.headers.has('retry-after')]).toEqual([503, true]);
    await primary.up();
    await readFrom('standby', '/v1/policies');
  });

  it('cannot be the database of a start', async () => {
    const wrong = Object.assign(settings(), { DATABASE_URL: standby.url, READ_DATABASE_URLS: undefined });
    await expect(startApplication(wrong, () => undefined)).rejects.toThrow(
      /it is a standby and takes no writes/,
    );
  });

  it('that is promoted is no longer asked, for it goes its own way', async () => {
    await readFrom('standby', '/v1/policies');
    await standby.query('SELECT pg_promote()');
    expect(listed(await readFrom('primary', '/v1/policies'))).toContain('second');
    expect((await sent()).standby).toBe((await sent()).standby);
  });

  it('that is gone is no loss', async () => {
    await standby.kill();
    expect(listed(await readFrom('primary', '/v1/policies'))).toContain('second');
  });
});
