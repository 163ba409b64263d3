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
