import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
