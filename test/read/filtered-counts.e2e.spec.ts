import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask } from '../support/requests.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
});
afterAll(() => app.stop());

interface Item {
  policyId: string;
  area: string;
  jurisdictions: string[];
  existence: string;
  state: { status?: string };
  possible: string[];
}
interface Summary {
  items: { value: string; count: number }[];
  possible: number;
  absent: number;
  permalink: string;
}

type Facets = Record<string, Omit<Summary, 'permalink'>> & { matching: number; all: number };

const list = async (query: string) =>
  ((await ask(app, `/v1/policies?limit=1000&${query}`)) as { items: Item[] }).items;

function counted(items: readonly Item[], valuesOf: (item: Item) => string[]) {
  const counts: Record<string, number> = {};
  for (const value of items.flatMap(valuesOf)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const VALUES: Record<string, (item: Item) => string[]> = {
  status: ({ state }) => (state.status === undefined ? [] : [state.status]),
  area: ({ area }) => [area],
  jurisdiction: ({ jurisdictions }) => jurisdictions,
  existence: ({ existence }) => [existence],
};

describe.each(['', '&publishedBy=2024-06-30', '&uncertain=include', '&uncertain=exclude'])(
  'what is counted under filters%s',
  (more) => {
    it.each([
      '',
      'q=missile',
      'area=arms-export',
      'jurisdiction=US',
      'status=planned',
      'existence=exists',
      'existence=not-yet',
      'possible=status',
      'absent=status',
      'q=missile&jurisdiction=JP&existence=exists',
    ])('%s is what the list holds', async (filters) => {
      const query = `asOf=2024-07-31&${filters}${more}`;
      const items = await list(query);
      for (const [by, valuesOf] of Object.entries(VALUES)) {
        const summary = (await ask(app, `/v1/summary?by=${by}&${query}`)) as Summary;
        const counts = Object.fromEntries(summary.items.map(({ value, count }) => [value, count]));
        expect({ by, counts }).toEqual({ by, counts: counted(items, valuesOf) });
        if (by === 'status') {
          const possible = items.filter((item) => item.possible.includes('status')).length;
          const absent = items.filter(({ state }) => state.status === undefined).length - possible;
          expect(summary).toMatchObject({ possible, absent });
        }
      }
    });

    it.each([
      ['', {}],
      ['q=missile', {}],
      ['area=arms-export', { area: '' }],
      [
        'q=missile&jurisdiction=JP&existence=exists',
        { jurisdiction: 'q=missile&existence=exists', existence: 'q=missile&jurisdiction=JP' },
      ],
      ['status=planned&area=arms-export', { status: 'area=arms-export', area: 'status=planned' }],
      ['possible=status&q=missile', { status: 'q=missile' }],
      ['absent=status', { status: '' }],
      ['status=approved&certainty=possible', { status: '' }],
      ['field.range=1600&certainty=possible', {}],
    ] as [string, Record<string, string>][])(
      'facets of %s are the summaries, each without its own filter',
      async (filters, own) => {
        const basis = `asOf=2024-07-31${more}`;
        const facets = (await ask(app, `/v1/summary/facets?${basis}&${filters}`)) as Facets;
        for (const by of Object.keys(VALUES)) {
          const { items, possible, absent } = (await ask(
            app,
            `/v1/summary?by=${by}&${basis}&${own[by] ?? filters}`,
          )) as Summary;
          expect({ by, ...facets[by] }).toEqual({ by, items, possible, absent });
        }
        expect(facets.matching).toBe((await list(`${basis}&${filters}`)).length);
        expect(facets.all).toBe((await list(basis)).length);
      },
    );

    it('in doubt, and never said, are policies that the service finds', async () => {
      const all = await list(`asOf=2024-07-31${more}`);
      const ids = (items: Item[]) => items.map(({ policyId }) => policyId);
      const doubtful = all.filter(({ possible }) => possible.includes('status'));
      const unsaid = all.filter((each) => each.state.status === undefined && !doubtful.includes(each));
      expect(ids(await list(`asOf=2024-07-31&possible=status${more}`))).toEqual(ids(doubtful));
      expect(ids(await list(`asOf=2024-07-31&absent=status${more}`))).toEqual(ids(unsaid));
      if (more === '') expect([doubtful.length, unsaid.length].every((count) => count > 0)).toBe(true);
      for (const existence of ['exists', 'not-yet', 'ended'])
        expect(ids(await list(`asOf=2024-07-31&existence=${existence}${more}`))).toEqual(
          ids(all.filter((each) => each.existence === existence)),
        );
    });
  },
);

describe('a count under filters', () => {
  it('has a permalink that holds them, unless a search makes it depend on texts alone', async () => {
    const first = (await ask(app, '/v1/summary?by=area&existence=exists&asOf=2024-07-31')) as Summary;
    expect(first.permalink).toContain('existence=exists');
    expect(await ask(app, first.permalink)).toEqual(first);
    const pinned = async (path: string) => (await fetch(app.url + path)).headers.get('cache-control');
    expect(await pinned(first.permalink)).toContain('immutable');
    const facets = (await ask(app, '/v1/summary/facets?area=energy&asOf=2024-07-31')) as {
      permalink: string;
    };
    expect(await ask(app, facets.permalink)).toEqual(facets);
    expect(await pinned(facets.permalink)).toContain('immutable');
    const searched = (await ask(app, '/v1/summary?by=area&q=missile&asOf=2024-07-31')) as Summary;
    expect(await pinned(searched.permalink)).not.toContain('immutable');
  });
});
