import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { openPools, type Pools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { resumeSubscription } from '../../src/event-store/subscribe.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client, slugOf, statusOn } from './client.js';

let app: TestApp;
let client: Client;
let pools: Pools;
let poisoned: number;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
  pools = openPools(app.databaseUrl);
  await client.register('p');
  await client.record('p', statusOn('2024-01-10', 'planned'));
  // As a newer version of the program would write it, which this one then meets.
  const poison = { eventId: uuidv7(), kind: 'kind-of-tomorrow', schemaVersion: 1, payload: '{}' };
  const result = await new EventLog(pools.write).append({
    stream: 'policy:q',
    expected: 'any',
    events: [poison],
    actor: 'test',
  });
  poisoned = result.outcome === 'done' ? (result.recorded[0]?.position ?? 0) : 0;
});
afterAll(async () => {
  await pools.end();
  await app.stop();
});

const admin = () => ({ authorization: `Bearer ${app.adminKey}` });
const projection = async () =>
  (await client.get<{ items: { name: string; parked: object | null }[] }>('/v1/projections', admin())).body
    .items[0];

describe('an event that the projection cannot handle', () => {
  it('stops reads that need it, at once and clearly, and no others', async () => {
    for (const path of ['', '/q?asOf=2024-06-01', '/q/timeline', '/q/diff']) {
      const open = await client.get(`/v1/policies${path}`);
      expect([open.status, slugOf(open), open.headers.get('retry-after')]).toEqual([
        503,
        'not-caught-up',
        '60',
      ]);
    }
    const other = await client.get('/v1/policies/p?asOf=2024-06-01');
    expect(other.body).toMatchObject({ state: { status: 'planned' }, basis: { position: poisoned } });
    const pinned = await client.get(`/v1/policies/p?asOf=2024-06-01&position=${poisoned - 1}`);
    expect(pinned.body).toMatchObject({ state: { status: 'planned' } });
  });

  it('is shown only to the administrator, with its position and the reason', async () => {
    expect(await projection()).toMatchObject({
      name: 'facts',
      checkpoint: poisoned - 1,
      parked: { position: poisoned, reason: expect.stringContaining('kind-of-tomorrow') },
    });
    expect((await client.get('/v1/projections')).status).toBe(401);
    const figures = await (await fetch(`${app.url}/metrics`, { headers: admin() })).text();
    expect(figures).toContain('\nfacts_parked 1\n');
    expect(figures).toMatch(/^search_parked [01]$/m);
    expect(figures).toMatch(/^search_lag_events \d+$/m);
  });

  it('does not stop the recording', async () => {
    expect((await client.record('p', statusOn('2024-02-10', 'approved'))).status).toBe(201);
  });

  it('parks again when resumed without a cure, and a rebuild refuses it, too, leaving all as it was', async () => {
    expect(await resumeSubscription(pools.write, 'facts')).toBe(true);
    const again = async (): Promise<object | null> =>
      (await projection())?.parked ?? (await new Promise((r) => setTimeout(r, 50)), again());
    expect(await again()).toMatchObject({ position: poisoned });
    await expect(rebuildFacts(pools.write)).rejects.toThrow('kind-of-tomorrow');
    expect((await client.get(`/v1/policies/p?asOf=2024-06-01&position=${poisoned - 1}`)).status).toBe(200);
  }, 30_000);
});
