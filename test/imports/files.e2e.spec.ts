import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { startTestApp, type TestApp } from '../support/app.js';
import { problemIn } from '../support/api-server.js';
import { ImportClient, ndjson, policyLine, statusLine, type ImportView } from './over-http.js';

let app: TestApp;
let client: ImportClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-timeline-files-'));
  app = await startTestApp({ DATA_DIR: folder });
  client = new ImportClient(app);
  await client.import([policyLine('p')]);
});
afterEach(async () => {
  expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
  for (let tries = 0; readdirSync(join(folder, 'imports')).length > 0 && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(readdirSync(join(folder, 'imports'))).toEqual([]); // no file is left behind
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

const MAPPING = {
  policyId: 'p',
  kind: 'status-reported',
  effective: '{date}',
  payload: { status: 'planned' },
  note: '{name}',
  sources: [{ title: '{src}' }],
  externalId: '{id}',
};

/** Sends a form as a browser does; the mapping behind the file, where curl users put it as often as before. */
function send(
  file: Buffer | string,
  mapping: object | string | null = MAPPING,
  { query = '', path = '', name = 'data.csv' } = {},
): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.from(file))]), name);
  if (mapping) form.append('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  return fetch(`${app.url}/v1/imports${path}${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}` },
    body: form,
  });
}

async function imported(...given: Parameters<typeof send>) {
  const response = await send(...given);
  if (response.status !== 202) throw new Error(`${String(response.status)} ${await response.text()}`);
  const { id } = (await response.json()) as ImportView;
  return { ...(await client.ended(id)), rejects: await client.rejects(id) };
}

const recordedAs = async (externalId: string): Promise<unknown> =>
  (await client.get(`/v1/developments?externalId=${externalId}`)).json();

describe('A CSV file sent as a form', () => {
  it('is recorded as it was written, though it is in Shift_JIS', async () => {
    const file = iconv.encode('id,date,name,src\ncsv7,2024-01-18,木原稔,防衛省\n', 'cp932');
    const job = await imported(file);
    expect(job).toMatchObject({
      state: 'succeeded',
      recorded: 1,
      createdBy: expect.any(String),
      file: 'data.csv',
      encoding: 'shift_jis',
      delimiter: 'comma',
      mapping: MAPPING,
    });
    expect(await recordedAs('csv7')).toMatchObject({
      note: '木原稔',
      sources: [{ title: '防衛省' }],
    });
  });

  it('may be gzip, have another delimiter and an encoding that has to be named', async () => {
    const file = gzipSync(iconv.encode('id;date;name;src\nfr1;2024-01-18;décidé;Élysée\n', 'windows-1252'));
    expect(await problemIn(await send(file))).toMatchObject({
      status: 400,
      type: '/problems/invalid-input',
      detail: expect.stringContaining('encoding='),
    });
    const job = await imported(file, MAPPING, { query: '?encoding=windows-1252&delimiter=semicolon' });
    expect(job).toMatchObject({ state: 'succeeded', recorded: 1 });
    expect(await recordedAs('fr1')).toMatchObject({ sources: [{ title: 'Élysée' }] });
  });

  it('loses only the rows that are broken, and says which', async () => {
    const good = (n: number) => `row${String(n)},2024-01-18,planned,A source\n`;
    const file = `id,date,name,src\n${good(1)}x,2024-01-18\n${good(2)},,,\n${good(3)}y,2024,a 12" gun,z\n${good(4)}`;
    const job = await imported(file);
    expect(job).toMatchObject({ state: 'succeeded', read: 6, recorded: 4, rejected: 2 });
    expect(job.rejects.map(({ line }) => line)).toEqual([3, 7]);
    expect(job.rejects[0]?.problem.detail).toBe('This row has 2 cells, and the header has 4 columns');
  });

  it('is tried first without being recorded', async () => {
    const file = 'id,date,name,src\ntry1,2024-01-18,planned,A\n';
    expect(await imported(file, MAPPING, { query: '?dryRun=true' })).toMatchObject({
      dryRun: true,
      recorded: 1,
    });
    expect((await client.get('/v1/developments?externalId=try1')).status).toBe(404);
  });
});

describe('A file is refused at once, with nothing kept or recorded', () => {
  it.each([
    [
      'a mapping that names no column',
      { ...MAPPING, externalId: '{uid}' },
      '',
      '"uid"; the file has id, date, name, src',
    ],
    ['a mapping that is no JSON', '{"policyId"', '', 'The mapping is not JSON'],
    ['a mapping that is a list', '[]', '', 'The mapping must be a JSON object'],
    ['an option without a mapping', null, '?encoding=utf-8', 'encoding is for CSV; this file is NDJSON'],
    ['a sheet of CSV', MAPPING, '?sheet=Data', 'sheet is for XLSX; this file is CSV'],
    ['an encoding that is not known', MAPPING, '?encoding=shiftjis', 'Give one of: utf-8, shift_jis'],
    ['a delimiter that is not known', MAPPING, '?delimiter=;', 'Give one of: comma, semicolon, tab'],
  ])('for %s', async (_, mapping, query, detail) => {
    const before = await (await client.get('/v1/imports')).text();
    const problem = await problemIn(await send('id,date,name,src\n1,2024,a,b\n', mapping, { query }));
    expect(problem.status).toBe(400);
    expect(JSON.stringify(problem).replaceAll('\\"', '"')).toContain(detail);
    expect(await (await client.get('/v1/imports')).text()).toBe(before);
  });

  it('for a column that is there twice', async () => {
    const problem = await problemIn(await send('id,date,name,src,id\n1,2024,a,b,2\n'));
    expect(problem).toMatchObject({ status: 400, detail: expect.stringContaining('"id" twice') });
  });

  it('for a form without a file, with another part, or that is cut off', async () => {
    const part = (name: string, file = '') =>
      `--b\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\nx\r\n`;
    const raw = (body: string, type = 'multipart/form-data; boundary=b') =>
      fetch(`${app.url}/v1/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': type },
        body,
      });
    for (const [body, detail] of [
      [`${part('mapping')}--b--\r\n`, 'no part "file"'],
      [`${part('file')}--b--\r\n`, 'send it as a file'],
      [`${part('file', 'a.csv')}${part('encoding')}--b--\r\n`, '"encoding" too many'],
      [`${part('file', 'a.csv')}${part('file', 'b.csv')}--b--\r\n`, '"file" too many'],
      [part('file', 'a.csv'), 'cut off'],
      ['', 'cut off'],
    ] as const) {
      const problem = await problemIn(await raw(body));
      expect(problem).toMatchObject({ status: 400, type: '/problems/malformed-request' });
      expect(problem.detail).toContain(detail);
    }
    expect((await raw('x', 'multipart/form-data')).status).toBe(400);
    const other = await problemIn(await raw('x', 'text/csv'));
    expect(other).toMatchObject({ status: 415, detail: expect.stringContaining('-F file=@data.csv') });
  });

  it('if the client goes away in the midst of the form', async () => {
    const before = await (await client.get('/v1/imports')).text();
    await new Promise<void>((resolve) => {
      const sent = request(`${app.url}/v1/imports`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.adminKey}`,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': '1000000',
        },
      });
      sent.on('error', () => {
        resolve();
      });
      const start = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,date\n';
      sent.write(start, () => setTimeout(() => sent.destroy(new Error('gone')), 200));
    });
    expect(await (await client.get('/v1/imports')).text()).toBe(before);
  });
});

describe('A preview', () => {
  it('shows how a file is read, its columns and first rows, and keeps nothing', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => `${String(n)}\t防衛省\n`).join('');
    const response = await send(iconv.encode(`id\t名前\n${rows}bad\n`, 'euc-jp'), null, { path: '/preview' });
    expect(response.status).toBe(200);
    const preview = (await response.json()) as { rows: object[] };
    expect(preview).toMatchObject({
      format: 'csv',
      encoding: 'euc-jp',
      delimiter: 'tab',
      columns: ['id', '名前'],
    });
    expect(preview.rows).toHaveLength(20);
    expect(preview.rows[0]).toEqual({ line: 2, cells: ['0', '防衛省'] });
  });

  it('shows broken rows, and detects NDJSON', async () => {
    const ragged = await send('a,b\n1\n', null, { path: '/preview' });
    expect(await ragged.json()).toMatchObject({ rows: [{ line: 2, problem: expect.any(String) }] });
    const lines = await send(ndjson([policyLine('q')]), null, { path: '/preview', name: 'x.ndjson' });
    expect(await lines.json()).toEqual({ format: 'ndjson' });
  });
});

describe('A file of the past', () => {
  it('may be taken without its recorded times, if it lies below what is recorded', async () => {
    const past = { recordedAt: '2024-01-18T09:00:00Z' };
    const file = ndjson([policyLine('old', past), statusLine('old', 'old:1', 'planned', past)]);
    const kept = await imported(file, null, { name: 'old.ndjson' });
    expect(kept).toMatchObject({ state: 'failed', problem: { type: '/problems/backfill-below-head' } });
    expect(kept.problem?.detail).toContain('recordedTimes=ignore');
    const job = await imported(file, null, { name: 'old.ndjson', query: '?recordedTimes=ignore' });
    expect(job).toMatchObject({ state: 'succeeded', recorded: 2, recordedTimes: 'ignore' });
    const { recordedAt } = (await recordedAs('old:1')) as { recordedAt: string };
    expect(recordedAt > '2026').toBe(true);
  });
});
