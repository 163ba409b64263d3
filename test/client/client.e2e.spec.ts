import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProblem } from '../../packages/client/src/problem.js';
import { TimelineClient } from '../../packages/client/src/client.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js';

/** As many as the bills of the Diet. */
const POLICIES = 1171;
const sources = [{ title: 'A source' }];
const development = { kind: 'value-set', effective: '2024-01-18', sources } as const;

let app: TestApp;
let proxy: CuttingProxy;
let client: TimelineClient;
beforeAll(async () => {
  app = await startTestApp();
  proxy = await startCuttingProxy(app.url);
  client = new TimelineClient({ url: proxy.url, key: app.adminKey });
  await client.post('/v1/policies', {
    body: { id: 'radar', title: 'Coastal radar', jurisdiction: 'JP', area: 'surveillance' },
  });
});
afterAll(async () => {
  await proxy.stop();
  await app.stop();
});

const record = (id: string, value: number) =>
  client.post('/v1/policies/{id}/developments', {
    path: { id },
    body: { ...development, payload: { field: 'quantity', value } },
  });
const timeline = async (id: string) =>
  (await client.get('/v1/policies/{id}/timeline', { path: { id } })).items;

describe('the client', () => {
  it('reads a state, and again the same at its permalink, whatever is recorded since', async () => {
    await record('radar', 400);
    const radar = { path: { id: 'radar' }, query: { asOf: '2024-02-01' } };
    const answer = await client.get('/v1/policies/{id}', radar);
    expect(answer.fields['quantity']?.value).toBe(400);
    await record('radar', 200);
    expect((await client.get('/v1/policies/{id}', radar)).fields['quantity']?.value).toBe(200);
    expect(await client.pinned(answer)).toEqual(answer);
  });

  it('tells what a change would lead to, and records nothing', async () => {
    const before = await timeline('radar');
    const { state } = await client.preview('/v1/policies/{id}/developments', {
      path: { id: 'radar' },
      query: { asOf: '2024-02-01' },
      body: { ...development, payload: { field: 'range', value: 300 } },
    });
    expect(state).toMatchObject({ range: 300 });
    expect(await timeline('radar')).toEqual(before);
  });

  it('throws what the service says, with the name of the problem', async () => {
    const refusal = await client
      .get('/v1/policies/{id}', { path: { id: 'nobody' } })
      .catch((e: unknown) => e);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ status: 404, slug: 'policy-not-known', retryAfter: null });
    const wrong = await client
      .get('/v1/policies', { query: { asOf: '2024-02-30' } })
      .catch((e: unknown) => e);
    expect((wrong as ApiProblem).document.errors?.[0]?.parameter).toBe('asOf');
  });

  it('reads what is not JSON', async () => {
    const rows = await client.fetch('/v1/policies.csv?asOf=2024-02-01');
    expect(await rows.text()).toContain('Coastal radar');
  });

  it.each([
    ['before', 0],
    ['ten bytes before the end of', -10],
  ])('records once although the connection is cut %s the answer', async (_, cutAfter) => {
    const [before, { cuts }] = [await timeline('radar'), { ...proxy }];
    proxy.cutAfter = cutAfter;
    const { position } = await record('radar', 100 - cutAfter);
    expect(proxy.cuts).toBe(cuts + 1);
    const after = await timeline('radar');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)?.position).toBe(position);
  });

  it('does not repeat what is no change with an idempotency key', async () => {
    proxy.cutAfter = 0;
    await expect(client.post('/v1/keys', { body: { role: 'viewer' } })).rejects.toThrow('fetch failed');
    expect((await client.get('/v1/keys')).items).toHaveLength(1);
  });

  it(`pages through ${POLICIES} policies, each once`, async () => {
    const lines = Array.from({ length: POLICIES }, (_, n) =>
      JSON.stringify({ policy: { id: `bill-${n}`, title: `Bill ${n}`, jurisdiction: 'JP', area: 'bills' } }),
    );
    const { id } = await client.post('/v1/imports', { body: lines.join('\n') });
    for await (const { type, subject } of client.follow({ after: 0, area: 'bills' }))
      if (type === 'policy-registered' && subject === `bill-${POLICIES - 1}`) break;
    const ids: string[] = [];
    const list = client.items('/v1/policies', { query: { area: 'bills', limit: 100 } });
    for await (const { policyId } of list) ids.push(policyId);
    expect(ids).toHaveLength(POLICIES);
    expect(new Set(ids).size).toBe(POLICIES);
    expect((await client.get('/v1/imports/{id}', { path: { id } })).rejected).toBe(0);
  });

  it('follows events over a restart of the service, from where it began, each once', async () => {
    const end = new AbortController();
    const stream = client.follow({ policyId: 'radar', signal: end.signal });
    const seen: number[] = [];
    const following = (async () => {
      for await (const { position } of stream) seen.push(position);
    })();
    // Without `after` it begins at the head: what is recorded is seen once the stream is open.
    const recorded: number[] = [];
    for (let value = 0; seen.length === 0; value += 1) {
      recorded.push((await record('radar', 1000 + value)).position);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await app.restart();
    proxy.target = app.url;
    for (let value = 0; value < 3; value += 1) recorded.push((await record('radar', 2000 + value)).position);
    while (seen.at(-1) !== recorded.at(-1)) await new Promise((resolve) => setTimeout(resolve, 20));
    end.abort();
    await following;
    expect(seen).toEqual(recorded.slice(-seen.length));
  });
});
