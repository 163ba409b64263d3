import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { openPools, type Pools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import type { RebuildView } from '../../src/read/projections/rebuild-view.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client, slugOf, statusOn } from './client.js';

let app: TestApp;
let client: Client;
let pools: Pools;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
  pools = openPools(app.databaseUrl);
  await client.register('p');
  await client.record('p', statusOn('2024-01-10', 'planned'));
});
afterAll(async () => {
  await pools.end();
  await app.stop();
});

const admin = () => ({ authorization: `Bearer ${app.adminKey}` });
const start = (projection: string) =>
  client.post<RebuildView & { type?: string }>(`/v1/projections/${projection}/rebuild`, {});
const look = async (id: string) => (await client.get<RebuildView>(`/v1/rebuilds/${id}`, admin())).body;
const ended = async (id: string): Promise<RebuildView> => {
  const job = await look(id);
  if (job.state !== 'queued' && job.state !== 'running') return job;
  await sleep(20);
  return ended(id);
};
const parked = async (name: string) => {
  const { body } = await client.get<{ items: { name: string; parked: object | null }[] }>(
    '/v1/projections',
    admin(),
  );
  return body.items.find((projection) => projection.name === name)?.parked;
};
const untilParked = async (name: string): Promise<object> =>
  (await parked(name)) ?? (await sleep(20), untilParked(name));

/** Does something while a rebuild is blocked: it reads this table first. */
async function whileRebuildsStand(act: () => Promise<void>): Promise<void> {
  const held = await pools.write.connect();
  try {
    await held.query('BEGIN; LOCK TABLE read.generation, read.search IN ACCESS EXCLUSIVE MODE');
    await act();
  } finally {
    await held.query('COMMIT');
    held.release();
  }
}

describe('The administrator rebuilds a projection', () => {
  it('as a job, after which everything is answered as before', async () => {
    const question = '/v1/policies/p?asOf=2024-06-01&position=2';
    const before = (await client.get(question)).text;
    const begun = await start('facts');
    expect([begun.status, begun.headers.get('location')]).toEqual([202, `/v1/rebuilds/${begun.body.id}`]);
    expect(await ended(begun.body.id)).toMatchObject({
      state: 'succeeded',
      projection: 'facts',
      same: true,
      progress: { done: 2, total: 2 },
    });
    expect((await client.get(question)).text).toBe(before);
    const texts = await start('search');
    expect(await ended(texts.body.id)).toMatchObject({ state: 'succeeded', progress: { done: 2, total: 2 } });
    const { body } = await client.get<{ items: RebuildView[] }>('/v1/rebuilds', admin());
    expect(body.items.map(({ projection }) => projection)).toEqual(['search', 'facts']);
  });

  it('one at a time per projection: a second start gets the running one, and writes continue meanwhile', async () => {
    const ids: string[] = [];
    await whileRebuildsStand(async () => {
      const answers = await Promise.all([start('facts'), start('facts'), start('facts')]);
      const [first, ...more] = answers.filter(({ status }) => status === 202);
      expect(more).toEqual([]);
      const id = first?.body.id ?? '';
      const refused = answers.filter(({ status }) => status === 409);
      expect(refused.map(slugOf)).toEqual(['rebuild-under-way', 'rebuild-under-way']);
      for (const { body } of refused) expect(body).toMatchObject({ running: { id, projection: 'facts' } });
      const other = await start('search');
      expect(other.status).toBe(202);
      expect((await client.record('p', statusOn('2024-02-10', 'approved'))).status).toBe(201);
      ids.push(id, other.body.id);
    });
    for (const id of ids) expect((await ended(id)).state).toBe('succeeded');
    const { body } = await client.get('/v1/policies/p?asOf=2024-06-01');
    expect(body).toMatchObject({ state: { status: 'approved' } });
    const again = await start('facts');
    expect((await ended(again.body.id)).state).toBe('succeeded');
  });

  it('and no other key may', async () => {
    expect((await client.get('/v1/rebuilds')).status).toBe(401);
    const { body } = await client.post<{ secret: string }>('/v1/keys', { role: 'importer', note: 'test' });
    const answer = await fetch(`${app.url}/v1/projections/facts/rebuild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body.secret}` },
    });
    expect(answer.status).toBe(403);
  });

  it('is refused for an unknown projection or rebuild', async () => {
    const nothing = await start('fact');
    expect([nothing.status, slugOf(nothing)]).toEqual([404, 'projection-not-known']);
    expect(nothing.body).toMatchObject({ detail: 'There is no projection fact; there are facts and search' });
    for (const id of ['x', uuidv7()])
      expect(slugOf(await client.get(`/v1/rebuilds/${id}`, admin()))).toBe('job-not-known');
  });

  it('to repair one that is parked because its tables were damaged', async () => {
    const { rows } = await pools.write.query<{ current: number }>('SELECT current FROM read.generation');
    const table = `read.facts_${rows[0]?.current ?? 0}`;
    await pools.write.query(`ALTER TABLE ${table} ADD CONSTRAINT damaged CHECK (value <> '"signed"')`);
    await client.record('p', statusOn('2024-03-10', 'signed'));
    expect(await untilParked('facts')).toMatchObject({ reason: expect.stringContaining('damaged') });
    // One policy is folded from the log meanwhile; lists need the tables.
    expect((await client.get('/v1/policies?asOf=2024-06-01')).status).toBe(503);
    const { body } = await start('facts');
    expect(await ended(body.id)).toMatchObject({ state: 'succeeded', same: null });
    expect(await parked('facts')).toBeNull();
    const cured = await client.get('/v1/policies/p?asOf=2024-06-01');
    expect(cured.body).toMatchObject({ state: { status: 'signed' } });
  }, 30_000);

  it('and gets the event that this version of the service does not know', async () => {
    const poison = { eventId: uuidv7(), kind: 'kind-of-tomorrow', schemaVersion: 1, payload: '{}' };
    await new EventLog(pools.write).append({
      stream: 'policy:q',
      expected: 'any',
      events: [poison],
      actor: 'test',
    });
    const { body } = await start('facts');
    expect(await ended(body.id)).toMatchObject({
      state: 'failed',
      problem: {
        type: '/problems/rebuild-failed',
        detail: expect.stringContaining('kind-of-tomorrow') as unknown,
      },
    });
  });
});
