import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { openPools } from '../../src/database/connect.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ImportClient, policyLine, statusLine } from './over-http.js';

let app: TestApp;
let client: ImportClient;
beforeAll(async () => {
  app = await startTestApp();
  client = new ImportClient(app);
});
afterAll(() => app.stop());

const ask = async (path: string) => (await fetch(`${app.url}/v1/policies${path}`)).text();
const at = (recordedAt: string) => ({ recordedAt });

describe('What the log heard of later than its records say', () => {
  it('keeps the instants of its records, and answers that rest on it say so', async () => {
    const job = await client.import([
      policyLine('past', at('2024-01-10T00:00:00Z')),
      statusLine('past', 'p:1', 'planned', at('2024-02-10T12:00:00+09:00')),
      statusLine('past', 'p:2', 'approved', { effective: '2024-03-01', ...at('2024-03-02T00:00:00Z') }),
    ]);
    expect(job).toMatchObject({ state: 'succeeded', recorded: 3, rejected: 0 });
    await client.import([policyLine('now'), statusLine('now', 'n:1', 'planned')]);

    const state = JSON.parse(await ask('/past?asOf=2024-04-01&knownAt=2024-02-20T00:00:00Z')) as object;
    expect(state).toMatchObject({
      state: { status: 'planned' },
      basis: { position: 2, reconstructed: true },
    });
    expect(await ask('/now?asOf=2024-04-01')).not.toContain('reconstructed');
    for (const path of ['/past/timeline', '/past/history', '/past/explain?field=status', '?asOf=2024-04-01'])
      expect(JSON.parse(await ask(path))).toMatchObject({ basis: { reconstructed: true } });
  });

  it('says the same by facts, by live fold and after a rebuild, byte for byte', async () => {
    const pinned = '?asOf=2024-04-01&position=5&render=1';
    const byFacts = await ask(`/past${pinned}`);
    const byLiveFold = await ask(`/past${pinned}&publishedBy=2024-12-31`);
    expect(byLiveFold).toContain('"reconstructed":true');
    const pools = openPools(app.databaseUrl);
    expect((await rebuildFacts(pools.write)).same).toBe(true);
    await pools.end();
    expect(await ask(`/past${pinned}`)).toBe(byFacts);
    expect(byFacts).toContain('"reconstructed":true');
  });

  it('is refused whole if its first new instant lies before the end of the log', async () => {
    const refused = await client.import([
      policyLine('late', at('2024-05-01T00:00:00Z')),
      statusLine('late', 'l:1', 'planned', at('2099-05-02T00:00:00Z')),
    ]);
    expect(refused).toMatchObject({
      state: 'failed',
      recorded: 0,
      problem: { type: '/problems/backfill-below-head' },
    });
    expect((await fetch(`${app.url}/v1/policies/late`)).status).toBe(404);
    // Without instants the same lines are recorded, and other writers are no longer paused.
    expect(await client.import([policyLine('late'), statusLine('late', 'l:1', 'planned')])).toMatchObject({
      state: 'succeeded',
      recorded: 2,
    });
  });
});

describe('Instants given by a file', () => {
  it('may not descend, lie in the future or follow a line without one; each such line is a reject', async () => {
    const other = await startTestApp();
    const job = await new ImportClient(other).import([
      policyLine('a', at('2024-01-10T00:00:00Z')),
      statusLine('a', 'a:1', 'planned', at('2024-02-10T00:00:00Z')),
      statusLine('a', 'a:2', 'planned', at('2024-02-09T23:59:59.999999Z')),
      statusLine('a', 'a:3', 'planned', at('2999-01-01T00:00:00Z')),
      statusLine('a', 'a:4', 'planned', at('2024-02-10')),
      statusLine('a', 'a:5', 'planned', at('2024-02-10T00:00:00Z')),
      statusLine('a', 'a:6', 'planned'),
      statusLine('a', 'a:7', 'planned', at('2024-03-10T00:00:00Z')),
    ]);
    expect(job).toMatchObject({ state: 'succeeded', recorded: 4, rejected: 4 });
    expect(job.rejects.map(({ line, pointer }) => [line, pointer])).toEqual(
      [3, 4, 5, 8].map((line) => [line, '/recordedAt']),
    );
    const events = (await (await fetch(`${other.url}/v1/events`)).json()) as {
      items: { recordedtime: string }[];
    };
    expect(events.items.slice(0, 3).map(({ recordedtime }) => recordedtime)).toEqual([
      '2024-01-10T00:00:00.000000Z',
      '2024-02-10T00:00:00.000000Z',
      '2024-02-10T00:00:00.000001Z',
    ]);
    await other.stop();
  });
});
