import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openPools } from '../../src/database/connect.js';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import type { Json } from '../../src/domain/json.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { bodyOf, pathOf } from '../support/act.js';
import { acts, someDay, type Act, requestOf } from '../support/random-history.js';
import { ask, post } from '../support/requests.js';

/** On a machine with much other work the histories take minutes. */
const WAIT_MS = 900_000;

let app: TestApp;
let head = 0;
const asked = new Map<string, Summary>();
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Item {
  state: { status?: Json };
  possible: string[];
  area: string;
  jurisdictions: string[];
  existence: string;
}
interface Summary {
  items: { value: Json; count: number }[];
  possible: number;
  absent: number;
}

/** Records what an editor does; what the write side refuses is no matter here. */
async function perform(policyId: string, act: Act, recorded: string[]): Promise<void> {
  const request = requestOf(act, recorded, policyId);
  if (!request) return;
  const { status, body } = await post(app, pathOf(request), bodyOf(request));
  expect([201, 400, 409]).toContain(status);
  if (status !== 201) return;
  head = (body as { position: number }).position;
  if (act.act !== 'amend' && act.act !== 'retract') recorded.push((body as { eventId: string }).eventId);
}

/** All policies of the same basis, counted one by one. */
async function counted(
  query: string,
): Promise<Record<'status' | 'area' | 'jurisdiction' | 'existence', Summary>> {
  const { items } = (await ask(app, `/v1/policies?${query}&limit=1000`)) as { items: Item[] };
  const count = (valuesOf: (item: Item) => Json[]): Summary['items'] => {
    const counts = new Map<string, number>();
    for (const value of items.flatMap(valuesOf)) {
      const text = JSON.stringify(value);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([text, n]) => ({ value: JSON.parse(text) as Json, count: n }));
  };
  const possible = items.filter((item) => item.possible.includes('status')).length;
  const status = count(({ state }) => (state.status === undefined ? [] : [state.status]));
  const absent = items.filter((i) => i.state.status === undefined).length - possible;
  return {
    status: { items: status, possible, absent },
    area: { items: count(({ area }) => [area]), possible: 0, absent: 0 },
    jurisdiction: { items: count(({ jurisdictions }) => jurisdictions), possible: 0, absent: 0 },
    existence: { items: count(({ existence }) => [existence]), possible: 0, absent: 0 },
  };
}

describe('counts', () => {
  it(
    'are those of the policies counted one by one, at any basis',
    async () => {
      let policies = 0;
      await fc.assert(
        fc.asyncProperty(
          acts,
          fc.array(
            fc.tuple(
              someDay,
              fc.nat(),
              fc.constantFrom(...UNCERTAIN),
              fc.constantFrom('', '&publishedBy=2024-02-01'),
            ),
            { minLength: 4, maxLength: 4 },
          ),
          async (history, questions) => {
            const policyId = `p${(policies += 1)}`;
            const area = `area-${policies % 3}`;
            const jurisdiction = policies % 2 ? ['JP', 'US'] : ['JP'];
            await post(app, '/v1/policies', { id: policyId, title: 'A policy', area, jurisdiction });
            const recorded: string[] = [];
            for (const act of history)
              await perform(
                policyId,
                act.act === 'amend' ? { ...act, body: { area: `area-${history.length % 4}` } } : act,
                recorded,
              );
            for (const [asOf, n, uncertain, public_] of questions) {
              const query = `asOf=${asOf}&position=${n % (head + 1)}&uncertain=${uncertain}${public_}`;
              const expected = await counted(query);
              for (const by of ['status', 'area', 'jurisdiction', 'existence'] as const) {
                const { items, possible, absent } = (await ask(
                  app,
                  `/v1/summary?by=${by}&${query}`,
                )) as Summary;
                if (asked.size < 300) asked.set(`/v1/summary?by=${by}&${query}`, { items, possible, absent });
                expect({ query, by, items, possible, absent }).toEqual({ query, by, ...expected[by] });
              }
            }
          },
        ),
        { ...propertyOptions(105), endOnFailure: true },
      );
      // Far enough for whole blocks of positions, and for some that lie behind the last of them.
      expect(head).toBeGreaterThan(enough(530));
    },
    WAIT_MS,
  );

  it(
    'and the same after a rebuild',
    async () => {
      const pools = openPools(app.databaseUrl, { size: 2 });
      expect((await rebuildFacts(pools.write)).same).toBe(true);
      await pools.end();
      for (const [path, summary] of asked) expect(await ask(app, path)).toMatchObject(summary);
    },
    WAIT_MS,
  );
});
