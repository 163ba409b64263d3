import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
let corrected = '';
let beforeCorrection = 0;
const sources = [{ title: 'A source', published: '2024-05-05' }];
const register = (id: string, area: string) =>
  post(app, '/v1/policies', { id, title: id.toUpperCase(), jurisdiction: 'JP', area });
const record = async (
  id: string,
  effective: string,
  status: string,
): Promise<{ eventId: string; position: number }> => {
  const body = { kind: 'status-reported', effective, payload: { status }, sources };
  return (await post(app, `/v1/policies/${id}/developments`, body)).body as never;
};

beforeAll(async () => {
  app = await startTestApp();
  await register('a', 'defence');
  await register('b', 'law');
  await record('a', '2024-01-10', 'planned');
  await record('b', '2024-02', 'submitted');
  ({ eventId: corrected, position: beforeCorrection } = await record('a', '2024-03-05', 'contracted'));
  await post(app, `/v1/developments/${corrected}/correction`, {
    ...{ kind: 'status-reported', effective: '2024-01-20', payload: { status: 'contracted' }, sources },
  });
});
afterAll(() => app.stop());

interface Page {
  items: { policyId: string; effective: { text: string }; recordedAt: string }[];
  next?: string;
  permalink: string;
}
const timeline = async (query: string) => (await ask(app, `/v1/timeline?${query}`)) as Page;
const texts = ({ items }: Page) => items.map(({ policyId, effective }) => `${policyId} ${effective.text}`);

describe('the timeline of everything', () => {
  it('gives the live developments of all policies in effective order, including those on the edges of the requested days', async () => {
    expect(texts(await timeline(''))).toEqual(['a 2024-01-10', 'a 2024-01-20', 'b 2024-02']);
    expect(texts(await timeline('from=2024-01-15&to=2024-02-10'))).toEqual(['a 2024-01-20', 'b 2024-02']);
    expect(texts(await timeline('from=2024-02-29'))).toEqual(['b 2024-02']);
    expect(texts(await timeline('from=2024-03-01'))).toEqual([]);
  });

  it('as known then', async () => {
    expect(texts(await timeline(`position=${beforeCorrection}`))).toEqual([
      'a 2024-01-10',
      'b 2024-02',
      'a 2024-03-05',
    ]);
  });

  it('by the other axes, and by filters', async () => {
    expect(texts(await timeline('axis=recorded'))).toEqual(['a 2024-01-10', 'b 2024-02', 'a 2024-01-20']);
    expect(texts(await timeline('axis=recorded&to=2020-01-01'))).toEqual([]);
    const recorded = (await timeline('axis=recorded')).items.map(({ recordedAt }) => recordedAt.slice(0, 10));
    const [first = '', last = ''] = [recorded[0], recorded.at(-1)];
    expect(texts(await timeline(`axis=recorded&from=${first}&to=${last}`))).toHaveLength(3);
    const dayAfter = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(texts(await timeline(`axis=recorded&from=${dayAfter}`))).toEqual([]);
    const dayBefore = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
    expect(texts(await timeline(`axis=recorded&to=${dayBefore}`))).toEqual([]);
    expect(texts(await timeline('axis=published&from=2024-05-05&to=2024-05-05'))).toHaveLength(3);
    expect(texts(await timeline('axis=published&from=2024-05-06'))).toEqual([]);
    expect(texts(await timeline('area=law'))).toEqual(['b 2024-02']);
    expect(texts(await timeline('kind=contract-concluded'))).toEqual([]);
  });

  it.each(['effective', 'published', 'recorded'])(
    'in pages of the %s axis that do not shift',
    async (axis) => {
      const whole = await timeline(`axis=${axis}&area=defence&asOf=2024-06-01`);
      const seen: string[] = [];
      for (
        let page: Page | undefined = await timeline(`axis=${axis}&area=defence&asOf=2024-06-01&limit=1`);
        page;
      ) {
        seen.push(...texts(page));
        await record('a', '2024-01-15', 'planned');
        page = page.next === undefined ? undefined : ((await ask(app, page.next)) as Page);
      }
      expect(seen).toEqual(texts(whole));
      expect(await ask(app, whole.permalink)).toEqual(whole);
    },
  );
});

describe('the grid', () => {
  interface Grid extends Page {
    days: string[];
    items: (Page['items'][number] & { title: string; cells: object[] })[];
  }
  const grid = async (query: string) => (await ask(app, `/v1/panel?${query}`)) as Grid;

  it('has a row for each policy and a cell for each day', async () => {
    const { days, items } = await grid(`from=2024-01-09&to=2024-01-11&position=${beforeCorrection}`);
    expect(days).toEqual(['2024-01-09', '2024-01-10', '2024-01-11']);
    expect(items).toEqual([
      { policyId: 'a', title: 'A', cells: [{ absent: true }, { value: 'planned' }, { value: 'planned' }] },
      { policyId: 'b', title: 'B', cells: [{ absent: true }, { absent: true }, { absent: true }] },
    ]);
  });

  it('goes by months, shows uncertainty, and follows the chosen reading', async () => {
    const query = `from=2024-01-31&to=2024-03-15&step=month&position=${beforeCorrection}&area=law`;
    const { days, items } = await grid(query);
    expect(days).toEqual(['2024-01-31', '2024-02-01', '2024-03-01']);
    expect(items[0]?.cells).toEqual([{ absent: true }, { possible: true }, { value: 'submitted' }]);
    expect((await grid(`${query}&uncertain=include`)).items[0]?.cells[1]).toEqual({ value: 'submitted' });
  });

  it('says the same as the states of its days, page by page', async () => {
    const query = 'from=2024-01-01&to=2024-03-01&step=day&limit=1';
    let page: Grid | undefined = await grid(query);
    const rows: Grid['items'] = [];
    const { days } = page;
    for (; page; page = page.next === undefined ? undefined : ((await ask(app, page.next)) as Grid))
      rows.push(...page.items);
    expect(rows.map(({ policyId }) => policyId)).toEqual(['a', 'b']);
    for (const [i, day] of days.entries())
      for (const { policyId, cells } of rows) {
        const answer = await ask(app, `/v1/policies/${policyId}?asOf=${day}`);
        const { state, possible } = answer as { state: { status?: string }; possible: string[] };
        const doubt = possible.includes('status') ? { possible: true } : { absent: true };
        expect(cells[i]).toEqual(state.status === undefined ? doubt : { value: state.status });
      }
  });

  it.each([
    ['from=2024-01-02&to=2024-01-01', 'to'],
    ['from=2020-01-01&to=2024-01-01', 'to'],
    ['from=2024-01-01&to=2024-12-31&limit=1000', 'limit'],
    ['from=2024-01-01', 'to'],
  ])('refuses %s and names %s', async (query, parameter) => {
    const response = await fetch(`${app.url}/v1/panel?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ parameter }] });
  });
});
