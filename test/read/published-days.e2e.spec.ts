import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openPools, type Pools } from '../../src/database/connect.js';
import { listStatement } from '../../src/read/policies/policies-at.js';
import { lockStatement } from '../../src/read/published/day-lock.js';
import { findTables, type DayTables } from '../../src/read/published/day-tables.js';
import { PublishedDays } from '../../src/read/published/published-days.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

/** The tables of days of publication: filled by the first question, followed by the next ones, gone without harm. */
let app: TestApp;
let pools: Pools;
const POLICIES = 40;
const DAY = '2024-06-30';

beforeAll(async () => {
  app = await startTestApp();
  pools = openPools(app.databaseUrl);
  for (let n = 0; n < POLICIES; n += 1) {
    const id = `p-${String(n).padStart(3, '0')}`;
    await post(app, '/v1/policies', { id, title: `Plan ${POLICIES - n}`, jurisdiction: 'JP', area: 'tests' });
    await report(id, 'planned', '2024-01-10', '2024-06');
    await report(id, 'approved', '2024-02-10', '2024-07');
  }
}, 60_000);
afterAll(async () => {
  await pools.end();
  await app.stop();
});

const report = (policyId: string, status: string, effective: string, published: string) =>
  post(app, `/v1/policies/${policyId}/developments`, {
    ...{ kind: 'status-reported', effective, payload: { status } },
    sources: [{ title: 'A source', published }],
  });

interface Item {
  policyId: string;
  state: { status?: string };
}
interface Summary {
  items: { value: string; count: number }[];
  absent: number;
}
const items = async (query: string) => ((await ask(app, `/v1/policies?${query}`)) as { items: Item[] }).items;
const summary = async (day: string) =>
  (await ask(app, `/v1/summary?by=status&asOf=2024-08-01&publishedBy=${day}`)) as Summary;
const rowsOf = async () =>
  (
    await pools.read.query<{
      day: string | null;
      generation: number;
      position: number;
      filled: string | null;
    }>('SELECT day, generation, position, filled_to AS filled FROM read.published_days ORDER BY day')
  ).rows;
const rowOf = async (day: string) => (await rowsOf()).find((row) => row.day === day);
const tables = async () =>
  (
    await pools.read.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND relname ~ '^facts_p'`,
    )
  ).rows.map(({ name }) => name);
const forget = () => pools.write.query('DELETE FROM read.published_days');

describe('A day of publication', () => {
  afterEach(forget);

  it('answers a page in the order of ids before the other policies are filled in, and all of them later', async () => {
    const page = `/v1/policies?publishedBy=${DAY}&asOf=2024-08-01&limit=3`;
    const { items: first, next } = (await ask(app, page)) as { items: Item[]; next: string };
    expect(first.map(({ policyId, state }) => [policyId, state.status])).toEqual([
      ['p-000', 'planned'],
      ['p-001', 'planned'],
      ['p-002', 'planned'],
    ]);
    expect(await rowOf(DAY)).toMatchObject({ filled: 'p-003' });
    const second = (await ask(app, next)) as { items: Item[]; next?: string };
    expect(second.items.map(({ policyId }) => policyId)).toEqual(['p-003', 'p-004', 'p-005']);
    expect(second.next).toBeDefined();
    expect((await summary(DAY)).items).toEqual([{ value: 'planned', count: POLICIES }]);
    expect(await rowOf(DAY)).toMatchObject({ filled: null });
    expect(((await ask(app, page)) as { items: Item[] }).items).toEqual(first);
    const byTitle = await items(`publishedBy=${DAY}&asOf=2024-08-01&limit=2&sort=title`);
    expect(byTitle.map(({ policyId }) => policyId)).toEqual(['p-039', 'p-030']);
  });

  it('waits for more policies if too few of the first ones pass', async () => {
    const query = `publishedBy=${DAY}&asOf=2024-08-01&limit=2&q=plan+2`;
    const found = await items(query);
    expect(found.map(({ policyId }) => policyId)).toEqual(['p-011', 'p-012']);
  });

  it('follows new records, whether or not the policy is filled in already', async () => {
    await items(`publishedBy=${DAY}&limit=1`); // up to p-001
    await report('p-000', 'suspended', '2024-03-01', '2024-06-15');
    await report('p-020', 'suspended', '2024-03-01', '2024-06-15');
    const [first] = await items(`publishedBy=${DAY}&asOf=2024-08-01&limit=1`);
    expect(first?.state.status).toBe('suspended');
    expect(await rowOf(DAY)).toMatchObject({ filled: 'p-001' });
    const expected = [
      { value: 'planned', count: POLICIES - 2 },
      { value: 'suspended', count: 2 },
    ];
    expect((await summary(DAY)).items).toEqual(expected);
    await report('p-021', 'suspended', '2024-03-01', '2024-06-15');
    expect((await summary(DAY)).items.at(-1)).toEqual({ value: 'suspended', count: 3 });
  });

  it('is filled once, however many ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => summary(DAY)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    // The tables for the next day are made behind the answers.
    await until(async () => (await rowsOf()).some(({ day }) => day === null));
    expect((await rowsOf()).map(({ day }) => day).sort()).toEqual([DAY, null]);
  });

  it('gives way to days that are asked for more lately, and its tables go', async () => {
    const days = Array.from({ length: 16 }, (_, n) => `2024-05-${String(n + 10)}`);
    const answers = await Promise.all(days.map(summary));
    for (const answer of answers) expect(answer).toMatchObject({ items: [], absent: POLICIES });
    const kept = (await rowsOf()).filter(({ day }) => day !== null);
    expect(kept.length).toBeLessThanOrEqual(12);
    await until(async () => (await tables()).length <= 13);
    expect(await summary(days[0] ?? '')).toEqual(answers[0]);
  });

  it('is filled again after a rebuild', async () => {
    const before = await summary(DAY);
    const { generation = 0 } = (await rowOf(DAY)) ?? {};
    await rebuildFacts(pools.write);
    expect(await summary(DAY)).toEqual(before);
    expect((await rowOf(DAY))?.generation).toBeGreaterThan(generation);
  });

  it('survives that its tables are dropped while it is asked', async () => {
    const before = await summary(DAY);
    for (let n = 0; n < 10; n += 1) {
      const answers = Promise.all(Array.from({ length: 4 }, () => summary(DAY)));
      const { generation } = (await rowOf(DAY)) ?? {};
      await forget();
      if (generation !== undefined) await pools.write.query(`DROP TABLE IF EXISTS read.facts_p${generation}`);
      for (const answer of await answers) expect(answer).toEqual(before);
    }
  });

  it('is answered though a process stands still in the middle of filling it, which is ended', async () => {
    const before = await summary(DAY);
    await forget();
    await items(`publishedBy=${DAY}&limit=1`);
    const frozen = new pg.Client({ connectionString: app.databaseUrl });
    const ended = new Promise((resolve) => frozen.once('error', resolve));
    await frozen.connect();
    await frozen.query(`BEGIN; ${lockStatement(DAY)}`);
    const { generation } = (await findTables(frozen, DAY, { lock: true })) as DayTables;
    // No limit of the server ends it: it is not idle, and its statement waits for the client.
    frozen.query(copyFrom(`COPY read.facts${generation} FROM STDIN`)).on('error', () => undefined);
    // A page that is filled in already waits for nothing.
    expect(await items(`publishedBy=${DAY}&limit=1`)).toHaveLength(1);
    for (;;) {
      const answer = await fetch(`${app.url}/v1/summary?by=status&asOf=2024-08-01&publishedBy=${DAY}`);
      if (answer.ok) {
        expect(await answer.json()).toMatchObject({ items: before.items });
        break;
      }
      expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
    }
    await ended;
    await frozen.end();
  });

  it('says that it is not ready, and goes on from there when it is asked again', async () => {
    const hasty = new PublishedDays(pools, 0);
    const place = { asOf: DAY, position: 3, beyondHead: false, uncertain: 'flag', fields: false } as const;
    const statement = listStatement({ ...place, publishedBy: DAY }, 10);
    let refusals = 0;
    for (let done = false; !done;) {
      try {
        expect(await hasty.query(DAY, 3, statement)).toHaveLength(1);
        done = true;
      } catch (error) {
        expect(error).toMatchObject({ slug: 'not-caught-up', retryAfter: 1 });
        refusals += 1;
      }
    }
    expect(refusals).toBeGreaterThan(0);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 100) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
