import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch, type Operation } from 'rfc6902';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { happen } from '../support/act.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { acts, someDay, type Act } from '../support/random-history.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Entry {
  value?: Json;
  absent?: true;
  certainty: string;
  candidates?: { value?: Json; absent?: true; because: string[] }[];
}
interface Item {
  policyId: string;
  field: string;
  old: Entry;
  new: Entry;
  class: string;
  because: string[];
}
interface Diff {
  worldChanges: Item[];
  knowledgeChanges: Item[];
  totals: Record<string, number>;
  totalsOf?: 'all' | 'page';
  events: Record<string, unknown>;
  permalink: string;
}
interface State {
  state: JsonObject;
  fields: Record<string, Entry>;
}

async function ask(path: string, accept = 'application/json'): Promise<string> {
  const response = await fetch(app.url + path, { headers: { accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} was answered ${response.status} ${text}`);
  return text;
}
const json = async <T>(path: string, accept?: string) => JSON.parse(await ask(path, accept)) as T;

/** The content of a field's entry, without its reasons. */
const said = ({ value, absent, certainty, candidates }: Entry): string =>
  absent
    ? 'absent'
    : JSON.stringify([
        value,
        certainty,
        candidates?.map((candidate) => JSON.stringify([candidate.value, candidate.absent])).sort(),
      ]);
const allSaid = (fields: Record<string, Entry>) =>
  new Map(Object.entries(fields).map(([field, entry]) => [field, said(entry)]));

/** The fields of one state with the items of a leg put in: each must find what it calls old. */
function sum(fields: Record<string, Entry>, items: readonly Item[]): Map<string, string> {
  const result = allSaid(fields);
  expect(new Set(items.map(({ field }) => field)).size).toBe(items.length);
  for (const item of items) {
    expect(result.get(item.field) ?? 'absent').toBe(said(item.old));
    expect(said(item.new)).not.toBe(said(item.old));
    if (said(item.new) === 'absent') result.delete(item.field);
    else result.set(item.field, said(item.new));
  }
  return result;
}

describe('the difference of two states', () => {
  let policies = 0;
  /** What has no day of publication is never public. */
  const dated = (act: Act): Act =>
    act.act === 'record' || act.act === 'correct'
      ? { ...act, body: { published: '2024-03', ...act.body } }
      : act;

  it('is the sum of its two legs, a JSON Patch leads from state to state, and all policies together give the same', async () => {
    let [items, empty] = [0, 0];
    const known = fc.constantFrom(...UNCERTAIN, ...UNCERTAIN.map((each) => `${each}&publishedBy=2024-03-31`));
    const question = fc.tuple(someDay, someDay, fc.nat(), fc.nat(), known);
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(question, { minLength: 6, maxLength: 6 }),
        async (history, questions) => {
          policies += 1;
          const id = `p${policies}`;
          const area = `area-${policies}`;
          const recorded = await happen(app, id, history.map(dated), { area });
          for (const [fromAsOf, toAsOf, one, other, uncertain] of questions) {
            const [fromPosition, toPosition] = [one, other].map(
              (n) => recorded[n % recorded.length]?.position ?? 0,
            );
            const state = (asOf: string, position = 0) =>
              json<State>(`/v1/policies/${id}?asOf=${asOf}&position=${position}&uncertain=${uncertain}`);
            const parameters = `fromAsOf=${fromAsOf}&toAsOf=${toAsOf}&fromPosition=${fromPosition}&toPosition=${toPosition}&uncertain=${uncertain}`;
            const text = await ask(`/v1/policies/${id}/diff?${parameters}`);
            const diff = JSON.parse(text) as Diff;
            const from = await state(fromAsOf, fromPosition);
            const between = await state(fromAsOf, toPosition);
            const to = await state(toAsOf, toPosition);

            expect(sum(from.fields, diff.knowledgeChanges)).toEqual(allSaid(between.fields));
            expect(sum(between.fields, diff.worldChanges)).toEqual(allSaid(to.fields));
            if (fromPosition === toPosition) expect(diff.knowledgeChanges).toEqual([]);
            if (fromAsOf === toAsOf) expect(diff.worldChanges).toEqual([]);

            const all = [...diff.worldChanges, ...diff.knowledgeChanges];
            for (const { because } of all) {
              expect(because.length).toBeGreaterThan(0);
              for (const eventId of because) expect(diff.events).toHaveProperty(eventId);
            }
            expect(Object.values(diff.totals).reduce((a, b) => a + b)).toBe(all.length);
            expect(await ask(diff.permalink)).toBe(text);

            const patch = await json<Operation[]>(
              `/v1/policies/${id}/diff?${parameters}`,
              'application/json-patch+json',
            );
            const patched = { state: structuredClone(from.state) };
            const errors = applyPatch(patched.state, patch).filter((error) => error !== null);
            expect(errors).toEqual([]);
            expect(patched.state).toEqual(to.state);

            const together = await json<Diff>(`/v1/diff?area=${area}&${parameters}`);
            expect(together.worldChanges).toEqual(diff.worldChanges);
            expect(together.knowledgeChanges).toEqual(diff.knowledgeChanges);
            expect(together.events).toEqual(diff.events);
            expect(together.totals).toEqual(diff.totals);
            items += all.length;
            empty += all.length === 0 ? 1 : 0;
          }
        },
      ),
      { ...propertyOptions(12), endOnFailure: true },
    );
    expect(items).toBeGreaterThan(enough(30));
    expect(empty).toBeGreaterThanOrEqual(enough(1));
  }, 120_000);

  it('of all policies comes page by page, the pages together being the whole', async () => {
    const parameters = 'fromAsOf=2024-01-01&toAsOf=2024-02-15';
    const whole = await json<Diff & { permalink: string; next?: string }>(
      `/v1/diff?${parameters}&limit=1000`,
    );
    expect(whole.worldChanges.length).toBeGreaterThan(5);
    expect(whole.totalsOf).toBe('all');
    const totals: Record<string, number> = {};
    const collected: Item[] = [];
    let path: string | undefined = `/v1/diff?${parameters}&limit=3`;
    while (path !== undefined) {
      const text = await ask(path);
      const page = JSON.parse(text) as Diff & { next?: string };
      expect(await ask(page.permalink)).toBe(text);
      expect(
        new Set([...page.worldChanges, ...page.knowledgeChanges].map(({ policyId }) => policyId)).size,
      ).toBeLessThan(4);
      collected.push(...page.worldChanges);
      expect(page.totalsOf).toBe('page');
      for (const [name, count] of Object.entries(page.totals)) totals[name] = (totals[name] ?? 0) + count;
      path = page.next;
      // What is recorded meanwhile shifts no page.
      await happen(app, `between-${collected.length}`, []);
    }
    expect(collected).toEqual(whole.worldChanges);
    expect(totals).toEqual(whole.totals);
  });
});
