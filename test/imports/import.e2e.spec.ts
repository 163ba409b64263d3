import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { ImportClient, ndjson, policyLine, statusLine } from './over-http.js';

let app: TestApp;
let client: ImportClient;
beforeAll(async () => {
  app = await startTestApp();
  client = new ImportClient(app);
});
afterAll(() => app.stop());

const stateOf = async (id: string, query = '') =>
  (await (await fetch(`${app.url}/v1/policies/${id}?asOf=2024-06-01${query}`)).json()) as {
    state: { status?: string };
    developments: number;
    basis: { reconstructed?: boolean };
  };
const post = (path: string, body: object) =>
  fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.adminKey}` },
    body: JSON.stringify(body),
  });

describe('A file of import lines', () => {
  it('registers, records, corrects and retracts in the order of its lines', async () => {
    const { status, corrected, retracted, ...rest } = {
      status: statusLine('a-1', 'a:1', 'planned'),
      corrected: { corrects: 'a:1', ...statusLine('', 'a:1b', 'approved'), policyId: undefined },
      retracted: { retracts: 'a:2', reason: 'It was another policy', externalId: 'a:2c' },
      other: statusLine('a-1', 'a:2', 'ended', { effective: '2024-03-01' }),
    };
    const job = await client.import([policyLine('a-1'), status, corrected, rest.other, retracted]);
    expect(job).toMatchObject({ state: 'succeeded', read: 5, recorded: 5, alreadyDone: 0, rejected: 0 });
    // Open reads answer with it: no event is missing in the views.
    expect(job).toMatchObject({ behind: 0 });
    expect(job.progress).toMatchObject({ done: 5, total: 5 });
    expect(await stateOf('a-1')).toMatchObject({ state: { status: 'approved' }, developments: 1 });
  });

  it('may be imported again: every line is already done; other content under a name is a reject', async () => {
    const lines = [
      policyLine('b-1'),
      statusLine('b-1', 'b:1', 'planned'),
      statusLine('b-1', 'b:2', 'approved'),
    ];
    await client.import(lines);
    expect(await client.import(lines)).toMatchObject({ recorded: 0, alreadyDone: 3, rejected: 0 });
    const changed = await client.import([
      { policy: { ...(lines[0] && (lines[0] as ReturnType<typeof policyLine>).policy), title: 'Another' } },
      statusLine('b-1', 'b:1', 'contracted'),
      statusLine('b-1', 'b:3', 'contracted'),
    ]);
    expect(changed).toMatchObject({ recorded: 1, alreadyDone: 0, rejected: 2 });
    expect(changed.rejects).toMatchObject([
      { line: 1, pointer: '/policy/id', problem: { type: '/problems/policy-already-registered' } },
      { line: 2, pointer: '/externalId', problem: { type: '/problems/external-id-taken' } },
    ]);
  });

  it('does not repeat what was recorded over HTTP, nor HTTP what was imported', async () => {
    const { policyId, ...body } = statusLine('c-1', 'c:1', 'planned');
    await post('/v1/policies', policyLine('c-1').policy);
    await post(`/v1/policies/${policyId}/developments`, body);
    const lines = [
      policyLine('c-1'),
      statusLine('c-1', 'c:1', 'planned'),
      statusLine('c-1', 'c:2', 'approved'),
    ];
    expect(await client.import(lines)).toMatchObject({ recorded: 1, alreadyDone: 2, rejected: 0 });
    const { policyId: _, ...again } = statusLine('c-1', 'c:2', 'approved');
    expect((await post('/v1/policies/c-1/developments', again)).status).toBe(201);
    expect(await stateOf('c-1')).toMatchObject({ developments: 2 });
  });

  it('of which a line without externalId is known by its content', async () => {
    const { externalId: _, ...line } = statusLine('d-1', '', 'planned');
    expect(await client.import([policyLine('d-1'), line, line])).toMatchObject({
      recorded: 2,
      alreadyDone: 1,
    });
    expect(await client.import([line])).toMatchObject({ recorded: 0, alreadyDone: 1 });
  });

  it('records a line without externalId again if a line in between contradicts it, but never when the file is imported again', async () => {
    const said = (status: string) => ({ ...statusLine('k-1', '', status), externalId: undefined });
    const elsewhere = { ...said('approved'), effective: '2024-02-01' };
    const [planned, approved] = [said('planned'), said('approved')];
    const file = [
      policyLine('k-1'),
      planned,
      planned,
      elsewhere,
      planned,
      approved,
      approved,
      planned,
      approved,
    ];
    expect(await client.import(file, '?dryRun=true')).toMatchObject({ recorded: 6, recordedAnew: 2 });
    const first = await client.import(file);
    expect(first).toMatchObject({ read: 9, recorded: 6, recordedAnew: 2, alreadyDone: 3, rejected: 0 });
    expect(await stateOf('k-1')).toMatchObject({ developments: 5, state: { status: 'approved' } });
    for (const again of [file, file.slice(0, 3), file.slice(3)])
      expect(await client.import(again)).toMatchObject({ recorded: 0, alreadyDone: again.length });
  });

  it('records a line without externalId once more after its development was retracted', async () => {
    const line = { ...statusLine('l-1', '', 'planned'), externalId: undefined };
    await client.import([policyLine('l-1'), line]);
    for (let time = 1; time <= 2; time += 1) {
      const { items } = (await (await fetch(`${app.url}/v1/policies/l-1/timeline`)).json()) as {
        items: { eventId: string }[];
      };
      await post(`/v1/developments/${items[0]?.eventId}/retraction`, { reason: 'too early' });
      expect(await stateOf('l-1')).toMatchObject({ developments: 0 });
      const dry = await client.import([line], '?dryRun=true');
      expect(dry).toMatchObject({ recorded: 1, recordedAnew: 1, alreadyDone: 0 });
      const anew = await client.import([line, line]);
      expect(anew).toMatchObject({ recorded: 1, recordedAnew: 1, alreadyDone: 1, rejected: 0 });
      expect(await stateOf('l-1')).toMatchObject({ developments: 1, state: { status: 'planned' } });
      expect(await client.import([line, line])).toMatchObject({ recorded: 0, alreadyDone: 2 });
    }
  });

  it('keeps nothing of a bad line, says what is wrong with it, and goes on', async () => {
    const file = [
      JSON.stringify(policyLine('e-1')),
      '{"policyId": "e-1", ',
      JSON.stringify(statusLine('e-2', 'e:2', 'planned')),
      JSON.stringify(statusLine('e-1', 'e:3', 'planned', { effective: '2024-13' })),
      JSON.stringify({ ...statusLine('e-1', 'e:4', 'planned'), kind: 'status-reportet' }),
      JSON.stringify({ retracts: 'nowhere', reason: 'none', externalId: 'e:5' }),
      JSON.stringify({ ...statusLine('e-1', 'e:6', 'planned'), corrects: 'e:7' }),
      '[]',
      '',
      JSON.stringify(statusLine('e-1', 'e:9', 'planned', { payload: { status: 'planned', n: 1 } })),
      JSON.stringify(statusLine('e-1', 'e:10', 'planned')),
    ].join('\n');
    const job = await client.import(file);
    expect(job).toMatchObject({ state: 'succeeded', read: 10, recorded: 2, rejected: 8 });
    expect(job.rejects.map(({ line, pointer, problem }) => [line, pointer, problem.type])).toEqual([
      [2, '', '/problems/invalid-input'],
      [3, '/policyId', '/problems/policy-not-known'],
      [4, '/effective', '/problems/invalid-input'],
      [5, '/kind', '/problems/invalid-input'],
      [6, '/retracts', '/problems/development-not-known'],
      [7, '/corrects', '/problems/invalid-input'],
      [8, '', '/problems/invalid-input'],
      [10, '/payload/n', '/problems/invalid-input'],
    ]);
    expect(await stateOf('e-1')).toMatchObject({ developments: 1 });
  });

  it('corrects lines of earlier files, but only the live version', async () => {
    await client.import([policyLine('f-1'), statusLine('f-1', 'f:1', 'planned')]);
    const correction = (target: string, name: string) => {
      const { policyId: _, ...line } = statusLine('', name, 'approved');
      return { corrects: target, ...line };
    };
    const job = await client.import([
      correction('f:1', 'f:2'),
      correction('f:1', 'f:3'),
      correction('f:2', 'f:4'),
      { retracts: 'f:4', reason: 'none of it', externalId: 'f:5' },
      { retracts: 'f:5', reason: 'none of that', externalId: 'f:6' },
    ]);
    expect(job).toMatchObject({ recorded: 3, rejected: 2 });
    expect(job.rejects).toMatchObject([
      { line: 2, problem: { type: '/problems/already-superseded' } },
      { line: 5, pointer: '/retracts', problem: { type: '/problems/retraction-is-final' } },
    ]);
  });

  it('is judged by a dry run, corrections within it too, and nothing is recorded', async () => {
    const before: unknown = await (await fetch(`${app.url}/v1/events?after=0&limit=1`)).json();
    const { policyId: _, ...line } = statusLine('', 'g:2', 'approved');
    const lines = [
      policyLine('g-1'),
      statusLine('g-1', 'g:1', 'planned'),
      { corrects: 'g:1', ...line },
      statusLine('g-1', 'g:1', 'other'),
      statusLine('a-1', 'a:1', 'planned'),
    ];
    expect(await client.import(lines, '?dryRun=true')).toMatchObject({
      dryRun: true,
      recorded: 3,
      alreadyDone: 1,
      rejected: 1,
      rejects: [{ line: 4, problem: { type: '/problems/external-id-taken' } }],
    });
    expect((await fetch(`${app.url}/v1/policies/g-1`)).status).toBe(404);
    expect(await (await fetch(`${app.url}/v1/events?after=0&limit=1`)).json()).toEqual(before);
  });

  it('may be gzip', async () => {
    const file = gzipSync(ndjson([policyLine('h-1'), statusLine('h-1', 'h:1', 'planned')]));
    const response = await client.send(file, { headers: { 'content-encoding': 'gzip' } });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toMatch(/^\/v1\/imports\//);
    const { id } = (await response.json()) as { id: string };
    expect(await client.ended(id)).toMatchObject({ recorded: 2, progress: { done: 2, total: 2 } });
  });

  it('is taken from importers only, and only as NDJSON', async () => {
    const key = async (role: string) =>
      ((await (await post('/v1/keys', { role })).json()) as { secret: string }).secret;
    const line = ndjson([policyLine('i-1')]);
    const [editor, importer] = await Promise.all([key('editor'), key('importer')]);
    expect((await new ImportClient(app, editor).send(line)).status).toBe(403);
    expect((await new ImportClient(app, 'none').send(line)).status).toBe(401);
    expect(await new ImportClient(app, importer).import(line)).toMatchObject({ recorded: 1 });
    expect((await client.send(line, { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await client.send(line, { headers: { 'content-encoding': 'br' } })).status).toBe(415);
    expect((await client.get('/v1/imports/no-such')).status).toBe(404);
    const list = (await (await client.get('/v1/imports?limit=1')).json()) as { items: object[] };
    expect(list.items).toHaveLength(1);
  });
});
