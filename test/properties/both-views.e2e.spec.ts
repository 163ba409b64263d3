import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadDemo } from '../../src/cli/load-demo.js';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import { Imports } from '../../src/write/import/imports.js';
import { happen } from '../support/act.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { expectSameOfBoth } from '../support/both-views.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { acts, someDay, type Act } from '../support/random-history.js';
import { ask } from '../support/requests.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** What has no day of publication is never public, but the tables have it: here everything has one. */
const dated = (act: Act): Act =>
  act.act === 'record' || act.act === 'correct'
    ? { ...act, body: { published: '2024-03', ...act.body } }
    : act;

const FILTERS = [
  ...['', '', '&area=area-1', '&jurisdiction=US', '&status=planned', '&field.quantity=400'],
  ...['&certainty=possible', '&certainty=possible&status=planned', '&kind=status-reported'],
  ...['&q=quoted', '&q=ruling', '&q=lifted', '&q=Title'],
  ...['&existence=exists', '&existence=not-yet', '&possible=status', '&absent=status', '&contested=true'],
];

/** Each view across policies, and the feed of one. */
const views = (id: string, asOf: string, more: string, filters: string) => [
  `/v1/timeline?limit=3&asOf=${asOf}${more}${filters}`,
  `/v1/timeline?limit=3&axis=published&from=2024-02-01&asOf=${asOf}${more}${filters}`,
  `/v1/timeline?limit=3&axis=recorded&asOf=${asOf}${more}${filters}`,
  `/v1/timeline?limit=50&from=2024-01-12&to=2024-01-15&asOf=${asOf}${more}${filters}`,
  `/v1/panel?limit=2&from=2024-01-05&to=2024-02-20&step=day${more}${filters}`,
  `/v1/panel?limit=2&field=quantity&from=2024-01-10&to=2024-03-01&step=month${more}${filters}`,
  `/v1/activity?by=day&asOf=${asOf}${more}${filters}`,
  `/v1/activity?axis=published&by=month&asOf=${asOf}${more}${filters}`,
  `/v1/activity/adjacent?around=2024-01-15&asOf=${asOf}${more}${filters}`,
  `/v1/summary?by=existence&asOf=${asOf}${more}${filters}`,
  `/v1/summary?by=status&asOf=${asOf}${more}${filters}`,
  `/v1/calendar.ics?asOf=${asOf}${more}${filters}`,
  `/v1/feed.atom?limit=4&asOf=${asOf}${more}${filters}`,
  `/v1/policies/${id}/feed.atom?limit=4`,
];

describe('the tables and those of a day of publication give the same over all policies, once everything is public', () => {
  const question = fc.tuple(someDay, fc.nat(), fc.constantFrom(...UNCERTAIN), fc.constantFrom(...FILTERS));
  let policies = 0;

  it('of random histories', async () => {
    let pages = 0;
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(question, { minLength: 3, maxLength: 3 }),
        async (history, questions) => {
          policies += 1;
          const id = `p${policies}`;
          const header = { area: `area-${policies % 3}`, jurisdiction: policies % 2 ? ['JP', 'US'] : ['JP'] };
          const recorded = await happen(app, id, history.map(dated), header);
          for (const [asOf, n, uncertain, filters] of questions) {
            const position = recorded[n % recorded.length]?.position ?? 0;
            const more = `&position=${position}&uncertain=${uncertain}`;
            for (const path of views(id, asOf, more, filters)) pages += await expectSameOfBoth(app, path);
          }
        },
      ),
      { ...propertyOptions(8), endOnFailure: true },
    );
    expect(pages).toBeGreaterThan(enough(200));
  }, 300_000);

  it('and before that, a panel equals the states of its days, and a timeline those of its policies', async () => {
    for (const day of ['2024-01-30', '2024-02-01', '2024-12-31'])
      for (const uncertain of UNCERTAIN) await expectSameOfEach(day, uncertain);
  }, 60_000);

  interface Item {
    eventId: string;
    policyId: string;
    cells: { value?: string; possible?: true }[];
  }
  async function expectSameOfEach(publishedBy: string, uncertain: string): Promise<void> {
    const known = `publishedBy=${publishedBy}&limit=1000`;
    const grid = `/v1/panel?from=2024-01-10&to=2024-01-25&uncertain=${uncertain}&${known}`;
    const { days, items } = (await ask(app, grid)) as { days: string[]; items: Item[] };
    expect(items).toHaveLength(policies);
    for (const { policyId, cells } of items)
      for (const [i, day] of days.entries()) {
        const path = `/v1/policies/${policyId}?asOf=${day}&uncertain=${uncertain}&publishedBy=${publishedBy}`;
        const { state, possible } = (await ask(app, path)) as {
          state: { status?: string };
          possible: string[];
        };
        const doubt = possible.includes('status') ? { possible: true } : { absent: true };
        expect({ path, cell: cells[i] }).toEqual({
          path,
          cell: state.status === undefined ? doubt : { value: state.status },
        });
      }
    const idsOf = async (path: string) =>
      ((await ask(app, path)) as { items: Item[] }).items.map(({ eventId }) => eventId).sort();
    const each = await Promise.all(
      items.map(({ policyId }) => idsOf(`/v1/policies/${policyId}/timeline?${known}`)),
    );
    expect(await idsOf(`/v1/timeline?${known}`)).toEqual(each.flat().sort());
  }
});

describe('and of the demo', () => {
  let demo: TestApp;
  beforeAll(async () => {
    demo = await startTestApp();
    await loadDemo(demo.application.http.app.get(Imports));
  });
  afterAll(() => demo.stop());

  const questions = [
    ['2023-12-15', '&uncertain=include'],
    ['2024-02-01', '&uncertain=exclude&position=26'],
    ['2024-07-15', '&status=planned'],
    ['2024-07-15', '&q=%E9%98%B2%E8%A1%9B'],
    ['2026-11-22', ''],
  ];
  it.each(questions)('on %s with %s', async (asOf = '', more = '') => {
    for (const path of views('jp-us-patriot-transfer', asOf, more, '')) await expectSameOfBoth(demo, path);
  });
});
