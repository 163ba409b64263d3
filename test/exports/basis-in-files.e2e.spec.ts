import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { call, exported, startExporting } from './exporting.js';

let app: TestApp;
beforeAll(async () => {
  app = await startExporting();
});
afterAll(() => app.stop());

const BASIS = { asOf: '2024-07-31', publishedBy: '2024-11-30', uncertain: 'flag' };
const PATRIOT = { policyId: ['jp-us-patriot-transfer'] };

const csv = async (body: object) =>
  String((await exported(app, { what: 'states', format: 'csv', ...body })).bytes);

describe('A file of states contains its basis, and uncertain values', () => {
  it('has columns of the basis and of the candidates of a field, when they are named', async () => {
    const text = await csv({
      basis: BASIS,
      filters: PATRIOT,
      columns: [
        'status',
        'candidates/status',
        'candidates/items/pac-3',
        'asOf',
        'position',
        'publishedBy',
        'uncertain',
      ],
    });
    expect(text).toBe(
      'status,candidates/status,candidates/items/pac-3,asOf,position,publishedBy,uncertain\n' +
        ',"[""approved"",""contracted""]",,2024-07-31,57,2024-11-30,flag\n',
    );
  });

  it('says in them when a field may be absent, and when the answer is known', async () => {
    const text = await csv({
      basis: { asOf: '2024-07-15', position: 57 },
      filters: PATRIOT,
      columns: ['candidates/conditions/no-transfer-to-ukraine-without-consent', 'knownAt', 'publishedBy'],
    });
    const [, line = ''] = text.split('\n');
    expect(line).toMatch(/^"\[\{""absent"":true\},\{""text"":/);
    expect(line).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z,$/);
  });

  it('keeps the columns of a file that names none', async () => {
    const [header = ''] = (await csv({ basis: BASIS })).split('\n');
    expect(header).not.toMatch(/publishedBy|candidates/);
    expect(header.split(',')).toHaveLength(17);
  });

  it('a column of candidates of no field is refused by name', async () => {
    const response = await call(app, 'POST', '/v1/exports', { what: 'states', columns: ['candidates/'] });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/columns/0' }] });
  });
});

describe('The name of a file', () => {
  const nameOf = async (more: object) =>
    (await exported(app, { what: 'states', format: 'csv', ...more })).job.file?.name;

  it('has different names for different requests', async () => {
    const asked = [
      {},
      { basis: { asOf: '2024-07-31' } },
      { basis: { asOf: '2024-07-31', publishedBy: '2024-03-31' } },
      { basis: { asOf: '2024-07-31', uncertain: 'exclude' } },
      { basis: { asOf: '2024-07-31' }, filters: { area: 'arms-export' } },
      { basis: { asOf: '2024-07-31' }, filters: { status: 'arms/export "x"' } },
      { basis: { asOf: '2024-07-31' }, filters: { status: 'arms/export "y"' } },
      { basis: { asOf: '2024-07-31' }, filters: PATRIOT },
    ];
    const names = [];
    for (const question of asked) names.push(await nameOf(question));
    expect(new Set(names).size).toBe(asked.length);
    expect(names[2]).toBe('states_as-of-2024-07-31_public-by-2024-03-31_position-57.csv');
    for (const name of names) expect(name).toMatch(/^[\w.-]+\.csv$/);
  });
});

describe('The filters of policies', () => {
  const FILTERS = [
    'status=approved',
    'jurisdiction=JP',
    'area=arms-export',
    'kind=transfer-approved',
    'field.items/pac-3=approved',
    'existence=exists',
    'possible=status',
    'absent=counterparty',
    'certainty=possible',
    'q=patriot',
    'contested=true',
  ];
  const get = async (path: string) =>
    (await (await call(app, 'GET', path)).json()) as Record<string, { policyId: string }[]>;
  const idsOf = (items: readonly { policyId: string }[] = []) => [
    ...new Set(items.map((each) => each.policyId)),
  ];
  const body = (query: string) => {
    const [name = '', value = ''] = query.split('=');
    return name.startsWith('field.')
      ? { equals: { [name.slice('field.'.length)]: value } }
      : { [name]: value };
  };

  it.each(FILTERS)('%s selects the same policies in lists, differences and files', async (query) => {
    const listed = idsOf((await get(`/v1/policies?asOf=2024-07-31&limit=1000&${query}`))['items']);
    const file = await csv({ basis: { asOf: '2024-07-31' }, filters: body(query), columns: ['policyId'] });
    expect(file.trim().split('\n').slice(1)).toEqual(listed);
    const bases = 'fromAsOf=2014-01-01&toAsOf=2024-07-31&limit=1000';
    const diff = async (filter: string) => {
      const { knowledgeChanges = [], worldChanges = [] } = await get(`/v1/diff?${bases}${filter}`);
      return idsOf([...knowledgeChanges, ...worldChanges]).sort();
    };
    const all = await diff('');
    expect(await diff(`&${query}`)).toEqual(all.filter((id) => listed.includes(id)));
  });

  it('are refused by name where a file has no day for them', async () => {
    const response = await call(app, 'POST', '/v1/exports', {
      what: 'history',
      filters: { existence: 'exists' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/filters/existence' }] });
  });

  it('stay in the cursor and the permalink of differences', async () => {
    const first = (await get(
      '/v1/diff?fromAsOf=2014-01-01&toAsOf=2024-07-31&limit=1&existence=exists',
    )) as unknown as {
      next?: string;
      permalink: string;
    };
    expect(first.permalink).toContain('&existence=exists&limit=1');
    const second = await call(app, 'GET', first.next ?? '');
    expect(second.status).toBe(200);
    const other = await call(app, 'GET', `${first.next ?? ''}&existence=ended`);
    expect(await other.json()).toMatchObject({ type: '/problems/invalid-cursor' });
  });
});
