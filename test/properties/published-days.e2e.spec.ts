import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import type { Json } from '../../src/domain/json.js';
import { happen } from '../support/act.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { propertyOptions } from '../support/property-options.js';
import { acts, someDay, type Act } from '../support/random-history.js';
import { ask } from '../support/requests.js';

/**
 * The state of one policy is folded from the log; lists and counts come from the tables of that day, which are filled and
 * updated in steps. Both must give the same, in any order of days and positions.
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

type Item = { policyId: string; state: { status?: Json }; possible: string[] } & Record<string, Json>;

const dated = (act: Act, month: number): Act =>
  act.act === 'record' || act.act === 'correct'
    ? { ...act, body: { published: `2024-${String(1 + (month % 6)).padStart(2, '0')}`, ...act.body } }
    : act;

async function pagesOf(query: string, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  for (
    let path: string | undefined = `/v1/policies?fields=true&limit=${limit}&${query}`;
    path !== undefined;
  ) {
    const page = (await ask(app, path)) as { items: Item[]; next?: string };
    items.push(...page.items);
    path = page.next;
  }
  return items;
}

async function expectFolds(query: string, limit: number): Promise<number> {
  const items = await pagesOf(query, limit);
  const known = await pagesOf(query.replace(/publishedBy=[^&]*&/, ''), 1000);
  const idsOf = (each: Item[]) => each.map(({ policyId }) => policyId);
  expect({ query, ids: idsOf(items) }).toEqual({ query, ids: idsOf(known) });
  for (const item of items) {
    const state = (await ask(app, `/v1/policies/${item.policyId}?${query}`)) as Record<string, Json>;
    const told = Object.fromEntries(Object.keys(item).map((name) => [name, state[name]]));
    expect({ query, told: { ...told, lastRecorded: item.lastRecorded } }).toEqual({ query, told: item });
  }
  const counts = new Map<string, number>();
  for (const { state } of items)
    if (state.status !== undefined)
      counts.set(JSON.stringify(state.status), (counts.get(JSON.stringify(state.status)) ?? 0) + 1);
  const summary = (await ask(app, `/v1/summary?by=status&${query}`)) as {
    items: { value: Json; count: number }[];
    possible: number;
  };
  expect({ query, counts: summary.items.map(({ value, count }) => [JSON.stringify(value), count]) }).toEqual({
    query,
    counts: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
  });
  const possible = items.filter((item) => item.possible.includes('status')).length;
  expect({ query, possible: summary.possible }).toEqual({ query, possible });
  return items.length;
}

describe('What was public by a day', () => {
  it('is the same in lists and counts as in the policies, folded one by one', async () => {
    let policies = 0;
    let compared = 0;
    const day = fc.constantFrom('2024-01-31', '2024-03-31', '2024-04-15', '2024-06-30');
    const question = fc.tuple(day, someDay, fc.nat(), fc.constantFrom(...UNCERTAIN), fc.nat({ max: 2 }));
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.nat({ max: 5 }),
        fc.array(question, { minLength: 3, maxLength: 3 }),
        async (history, month, questions) => {
          policies += 1;
          // Not in the order in which they are filled in.
          const id = `p${(policies * 7) % 10}-${policies}`;
          const recorded = await happen(
            app,
            id,
            history.map((act, i) => dated(act, month + i)),
          );
          for (const [publishedBy, asOf, n, uncertain, limit] of questions) {
            const position = recorded[n % recorded.length]?.position ?? 1;
            const query = `publishedBy=${publishedBy}&asOf=${asOf}&position=${position}&uncertain=${uncertain}`;
            compared += await expectFolds(query, 1 + limit);
          }
        },
      ),
      { ...propertyOptions(12), endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(100);
  }, 300_000);
});
