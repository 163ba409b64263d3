import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/domain/json.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { post } from '../support/requests.js';
import { exported, rowsOf } from './exporting.js';
import { duckdb, parquetReader } from './read-back.js';

let app: TestApp;
const id: Record<string, string> = {};
const position: Record<string, number> = {};

/** The ministry says 400, first 300; a blog 200; a rumour has a codename. */
beforeAll(async () => {
  app = await startTestApp();
  await post(app, '/v1/policies', { id: 'missile', title: 'A missile', jurisdiction: 'JP', area: 'defence' });
  await record('draft', '/v1/policies/missile/developments', 'quantity', 300);
  await record('ministry', `/v1/developments/${id.draft}/correction`, 'quantity', 400);
  const contradicts = [id.ministry ?? ''];
  await record('blog', '/v1/policies/missile/developments', 'quantity', 200, { contradicts });
  const assertion = 'disputed';
  await record('rumour', '/v1/policies/missile/developments', 'codename', 'x', { assertion });
  const body = { prefer: id.ministry ?? '', reason: 'The contract says 400.' };
  const writer = app.application.http.app.get(PolicyWriter);
  const by = { actor: 'key:editor', correlationId: 'test' };
  id.ruling = (await writer.write({ rule: 'missile', body }, by)).eventId;
});
afterAll(() => app.stop());

async function record(
  name: string,
  path: string,
  field: string,
  value: number | string,
  more: JsonObject = {},
) {
  const sources = [{ title: name, published: '2024-01-19' }];
  const body = { kind: 'value-set', effective: '2024-01-18', payload: { field, value }, sources, ...more };
  const answer = await post(app, path, body);
  expect(answer).toMatchObject({ status: 201 });
  const recorded = answer.body as { eventId: string; position: number };
  id[name] = recorded.eventId;
  position[name] = recorded.position;
}

async function claims(more: JsonObject = {}) {
  const { text } = await exported(app, { what: 'claims', format: 'ndjson', ...more });
  return rowsOf(text).map(({ field, value, eventId, standing, ruledBy }) => [
    field,
    value,
    eventId,
    standing,
    ruledBy,
  ]);
}

describe('claims, exported', () => {
  it('show who says what, and the effect of a ruling', async () => {
    expect(await claims()).toEqual([
      ['codename', 'x', id.rumour, 'disputed', null],
      ['quantity', 300, id.draft, 'corrected', null],
      ['quantity', 400, id.ministry, 'preferred', id.ruling],
      ['quantity', 200, id.blog, 'ruled-out', id.ruling],
    ]);
  });

  it('as known before the ruling, and as the public knew it', async () => {
    const contested = [
      ['quantity', 300, id.draft, 'corrected', null],
      ['quantity', 400, id.ministry, 'contested', null],
      ['quantity', 200, id.blog, 'contested', null],
    ];
    const filters = { field: ['quantity'] };
    expect(await claims({ filters, basis: { position: position.rumour ?? 0 } })).toEqual(contested);
    expect(await claims({ filters, basis: { publishedBy: '2024-02-01' } })).toEqual(contested);
  });

  it('have the days and positions of each, and its sources', async () => {
    const { text } = await exported(app, { what: 'claims', format: 'ndjson' });
    expect(rowsOf(text).find(({ eventId }) => eventId === id.draft)).toMatchObject({
      ...{ validFromEarliest: '2024-01-18', validFromLatest: '2024-01-18', validToEarliest: null },
      ...{ knownFrom: position.draft, knownTo: position.ministry, assertion: 'confirmed' },
      sources: [{ title: 'draft', published: '2024-01-19' }],
    });
  });

  it('states have a column for what is contested', async () => {
    const basis = { asOf: '2024-02-01', position: position.rumour ?? 0 };
    const { text } = await exported(app, { what: 'states', format: 'csv', basis, columns: ['contested'] });
    expect(text).toContain('""codename"",""quantity""');
  });

  it.each(['history', 'facts'])('%s has a column for it, in all formats', async (what) => {
    const basis = { position: position.rumour ?? 0 };
    const columns = ['field', 'contested'];
    const csv = await exported(app, { what, format: 'csv', basis, columns });
    expect(csv.text).toContain('\nquantity,true\n');
    const { text } = await exported(app, { what, format: 'ndjson', basis });
    const contested = rowsOf(text).filter((row) => row['contested'] === true);
    expect(new Set(contested.map(({ field }) => field))).toEqual(new Set(['codename', 'quantity']));
    expect(rowsOf(text).every((row) => row['contested'] === false || row['certainty'] === 'possible')).toBe(
      true,
    );
    const { bytes } = await exported(app, { what, format: 'parquet', basis, columns });
    const parquet = await duckdb(bytes, parquetReader);
    expect(parquet.types).toEqual(['VARCHAR', 'BOOLEAN']);
    expect(parquet.rows).toContainEqual(['quantity', 'true']);
  });

  it('history after a ruling is not contested', async () => {
    const { text } = await exported(app, {
      what: 'history',
      format: 'ndjson',
      filters: { field: ['quantity'] },
    });
    expect(rowsOf(text).map((row) => row['contested'])).not.toContain(true);
  });
});
