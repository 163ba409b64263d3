import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { Client } from '../api/client.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ImportClient, policyLine } from './over-http.js';

let app: TestApp;
let client: ImportClient;
let http: Client;
beforeAll(async () => {
  app = await startTestApp();
  client = new ImportClient(app);
  http = new Client(app);
});
afterAll(() => app.stop());

const quantity = (
  policyId: string,
  name: string,
  value: Json,
  publisher: string,
  more: JsonObject = {},
): JsonObject => ({
  policyId,
  kind: 'value-set',
  effective: '2024-01-18',
  payload: { field: 'quantity', value },
  sources: [{ title: `What ${publisher} says`, publisher }],
  externalId: name,
  ...more,
});

/** A ministry says 400, a blog 200, a third voice 300 to both; a ruling for the ministry, and its withdrawal. */
const story = (id: string): JsonObject[] => [
  policyLine(id),
  quantity(id, `${id}:ministry`, 400, 'Ministry'),
  quantity(id, `${id}:blog`, 200, 'Blog', { contradicts: [`${id}:ministry`] }),
  quantity(id, `${id}:third`, 300, 'Third', { contradicts: [{ id: `${id}:blog`, fields: ['quantity'] }] }),
  {
    ruling: {
      prefer: `${id}:ministry`,
      expected: [`${id}:blog`, `${id}:third`],
      reason: 'The ministry bought them',
    },
    externalId: `${id}:ruling`,
  },
  { retracts: `${id}:ruling`, reason: 'Too early', externalId: `${id}:withdrawn` },
];
const backfilled = (lines: readonly JsonObject[]): JsonObject[] =>
  lines.map((line) => ({ ...line, recordedAt: new Date().toISOString() }));

const stateOf = async (id: string) => (await http.get(`/v1/policies/${id}?asOf=2024-06-01`)).body;
const CONTESTED = { state: {}, contested: ['quantity'] };
const RULED = { state: { quantity: 400 }, contested: [] };

describe('A file in which sources contradict each other', () => {
  it.each([
    ['recorded now', (lines: JsonObject[]) => lines],
    ['of the past', backfilled],
  ])('takes the contest, a ruling and its withdrawal in one batch, %s', async (how, given) => {
    const id = `one-batch-${how.replaceAll(' ', '-')}`;
    const lines = given(story(id));
    const dry = await client.import(lines, '?dryRun=true');
    expect(dry).toMatchObject({ recorded: 6, rejected: 0, rejects: [] });
    const job = await client.import(lines);
    expect(job).toMatchObject({ recorded: 6, rejected: 0, warned: 0, warnings: [] });
    expect(await stateOf(id)).toMatchObject(CONTESTED);
    const ruling = (await http.get(`/v1/developments?externalId=${id}:ruling`)).body;
    expect(ruling).toMatchObject({
      kind: 'ruling-made',
      over: [{ fields: ['quantity'] }, { fields: ['quantity'] }],
    });
    const before = `/v1/policies/${id}?asOf=2024-06-01&position=${ruling['position'] as number}`;
    expect((await http.get(before)).body).toMatchObject(RULED);
    expect(await client.import(lines)).toMatchObject({ recorded: 0, alreadyDone: 6, rejected: 0 });
  });

  it('gives the same result line by line, each in a separate import', async () => {
    const lines = story('batches');
    for (const line of lines.slice(0, 5))
      expect(await client.import([line])).toMatchObject({ recorded: 1, rejected: 0 });
    expect(await stateOf('batches')).toMatchObject(RULED);
    expect(await client.import(lines)).toMatchObject({ recorded: 1, alreadyDone: 5, rejected: 0 });
    expect(await stateOf('batches')).toMatchObject(CONTESTED);
    expect(await client.import(lines)).toMatchObject({ recorded: 0, alreadyDone: 6, rejected: 0 });
  });

  it('does not repeat a ruling made over HTTP, whichever way the line says its policy and members', async () => {
    const lines = story('twice').slice(0, 4);
    await client.import(lines);
    const ruling = { prefer: 'twice:ministry', reason: 'So it is', externalId: 'twice:ruling' };
    expect((await http.post('/v1/policies/twice/rulings', ruling)).status).toBe(201);
    const { externalId, reason, ...prefer } = ruling;
    for (const line of [
      { ruling },
      { ruling: { ...prefer, reason }, externalId },
      { ruling: prefer, reason, externalId, policyId: 'twice' },
    ])
      expect(await client.import([line])).toMatchObject({ recorded: 0, alreadyDone: 1, rejected: 0 });
    const other = { ruling: { ...prefer, reason: 'Another reason' }, externalId };
    expect((await client.import([other])).rejects).toMatchObject([
      { pointer: '/externalId', problem: { type: '/problems/external-id-taken' } },
    ]);
  });

  it('names by event id what has no externalId, in a line that says the policy', async () => {
    await client.import(story('by-id').slice(0, 4));
    const { body } = await http.get('/v1/developments?externalId=by-id:blog');
    const ruling = { reject: [body['eventId'] as string], reason: 'A rumour' };
    expect((await client.import([{ ruling }])).rejects).toMatchObject([
      {
        pointer: '/ruling/reject/0',
        problem: {
          type: '/problems/development-not-known',
          detail: expect.stringContaining('policyId') as unknown,
        },
      },
    ]);
    expect(await client.import([{ ruling, policyId: 'by-id' }])).toMatchObject({ recorded: 1, rejected: 0 });
  });

  it('rejects by name what it cannot resolve, and goes on', async () => {
    const lines = story('unresolved');
    const job = await client.import([
      ...lines.slice(0, 2),
      quantity('unresolved', 'unresolved:a', 1, 'A', { contradicts: ['nowhere'] }),
      quantity('unresolved', 'unresolved:b', 1, 'B', {
        contradicts: ['unresolved:ministry', 'unresolved:a'],
      }),
      { ruling: { prefer: 'nowhere', reason: 'none' } },
      { ruling: { prefer: 'unresolved:ministry', reject: ['unresolved:a'], reason: 'none' } },
      { ruling: { prefer: 'unresolved:ministry' }, policyId: 'unresolved' },
      { ruling: { prefer: 'unresolved:ministry', reason: 'one' }, reason: 'two' },
      { ruling: 'unresolved:ministry', reason: 'none' },
      { ruling: { prefer: 'unresolved:ministry', reason: 'x', expected: ['unresolved:blog'] } },
      ...lines.slice(2),
      { corrects: 'unresolved:ruling', ...quantity('', 'unresolved:c', 1, 'C'), policyId: undefined },
      { retracts: 'unresolved:ruling', reason: 'again', externalId: 'unresolved:again' },
    ] as object[]);
    expect(job).toMatchObject({ recorded: 6, rejected: 10 });
    expect(job.rejects.map(({ line, pointer, problem }) => [line, pointer, problem.type])).toEqual([
      [3, '/contradicts/0', '/problems/invalid-input'],
      [4, '/contradicts/1', '/problems/invalid-input'],
      [5, '/ruling/prefer', '/problems/development-not-known'],
      [6, '/ruling/reject/0', '/problems/invalid-input'],
      [7, '/ruling/reason', '/problems/invalid-input'],
      [8, '/reason', '/problems/invalid-input'],
      [9, '/ruling', '/problems/invalid-input'],
      [10, '/ruling/expected', '/problems/contest-changed'],
      [15, '/corrects', '/problems/ruling-not-correctable'],
      [16, '', '/problems/already-superseded'],
    ]);
    expect(job.rejects[0]?.problem.detail).toContain('nowhere');
    expect(await stateOf('unresolved')).toMatchObject(CONTESTED);
  });
});

describe('A file in which sources replace each other silently', () => {
  it('is taken, and the report says of which lines that is so', async () => {
    const lines = [
      policyLine('silent'),
      quantity('silent', 'silent:ministry', 400, 'Ministry'),
      quantity('silent', 'silent:same', 410, 'Ministry'),
      quantity('silent', 'silent:blog', 200, 'Blog'),
      quantity('silent', 'silent:open', 300, 'Third', { contradicts: ['silent:blog'], sequence: 1 }),
    ] as object[];
    const expected = {
      ...{ line: 4, type: 'same-day-other-value', field: 'quantity', value: 410 },
      ...{ externalId: 'silent:same', eventId: expect.any(String) as unknown },
      detail: expect.stringMatching(/contradicts.*correct.*sequence/) as unknown,
    };
    const dry = await client.import(lines, '?dryRun=true');
    expect(dry).toMatchObject({ recorded: 5, rejected: 0, warned: 1, warnings: [expected] });
    const job = await client.import(lines);
    expect(job).toMatchObject({ recorded: 5, warned: 1, warnings: [expected] });
    const { body } = await http.get('/v1/developments?externalId=silent:same');
    expect(job.warnings[0]?.eventId).toBe(body['eventId']);
    expect(await client.import(lines)).toMatchObject({ recorded: 0, warned: 0, warnings: [] });
  });

  it('and shows the first hundred warnings of many, with the count of all', async () => {
    const many = Array.from({ length: 150 }, (_, i) =>
      quantity('many', `many:${i}`, i, i === 0 ? 'Ministry' : `Blog ${i}`),
    );
    const job = await client.import([policyLine('many'), ...many] as object[]);
    expect(job).toMatchObject({ recorded: 151, warned: 149 });
    expect(job.warnings.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, i) => i + 3));
  });
});
