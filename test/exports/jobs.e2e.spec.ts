import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExportView } from '../../src/exports/jobs/export-jobs.js';
import { Schedules } from '../../src/exports/jobs/schedules.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { openPools } from '../../src/database/connect.js';
import { call, ended, exported, getJson, rowsOf, startExport, startExporting } from './exporting.js';

let app: Awaited<ReturnType<typeof startExporting>>;
beforeAll(async () => {
  app = await startExporting();
});
afterAll(() => app.stop());

const filesThere = () => readdirSync(join(app.dataDir, 'exports'));

describe('an export job', () => {
  it('shows its address, its progress, and the content of its file', async () => {
    const answer = await call(app, 'POST', '/v1/exports', { what: 'states', basis: { asOf: '2024-07-31' } });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as ExportView;
    expect(answer.headers.get('location')).toBe(`/v1/exports/${id}`);
    const job = await ended(app, id);
    expect(job).toMatchObject({
      state: 'succeeded',
      what: 'states',
      format: 'csv',
      progress: { done: 14, total: 14 },
    });
    const manifest = await getJson(app, `/v1/exports/${id}/manifest`);
    expect(manifest).toMatchObject({
      rows: 14,
      sha256: job.file?.sha256,
      basis: { asOf: '2024-07-31', position: 57 },
      licence: 'not stated',
      software: { name: 'policy-timeline' },
      writer: { name: 'csv', version: 1 },
    });
    const { items } = await getJson<{ items: unknown[] }>(app, '/v1/exports');
    expect(items).toContainEqual(job);
  });

  it('is downloaded whole, in ranges, or not again', async () => {
    const { job, bytes } = await exported(app, { what: 'facts', format: 'ndjson' });
    const path = `/v1/exports/${job.id}/file`;
    const get = (headers: Record<string, string>) => call(app, 'GET', path, undefined, headers);
    const whole = await get({});
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toBe(`"${job.file?.sha256 ?? ''}"`);
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="facts_position-57.ndjson"');
    expect(whole.headers.get('content-length')).toBe(String(bytes.length));
    await whole.arrayBuffer();
    for (const [range, first, last] of [
      ['bytes=0-9', 0, 9],
      ['bytes=10-', 10, bytes.length - 1],
      ['bytes=-7', bytes.length - 7, bytes.length - 1],
      ['bytes=5-999999999', 5, bytes.length - 1],
    ] as const) {
      const part = await get({ range });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${bytes.length}`);
      expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(first, last + 1))).toBe(true);
    }
    expect((await get({ range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect((await get({ range: 'lines=1-2' })).status).toBe(200);
    expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
  });

  it('reports its progress as server-sent events, the last of which is its end', async () => {
    const { id } = await startExport(app, { what: 'events', format: 'ndjson' });
    const answer = await call(app, 'GET', `/v1/exports/${id}/events`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const text = await answer.text();
    const last = text.trim().split('\n\n').at(-1) ?? '';
    expect(last).toMatch(/^event: end\ndata: /);
    expect(JSON.parse(last.slice(last.indexOf('{')))).toMatchObject({ id, state: 'succeeded' });
  });

  it('repeated gives the same bytes, after further records and a rebuild', async () => {
    const formats = ['csv', 'ndjson', 'parquet', 'xlsx', 'datapackage'];
    const before = [];
    for (const what of ['facts', 'developments'])
      for (const format of formats) before.push(await exported(app, { what, format }));
    await call(app, 'POST', '/v1/policies/jp-us-patriot-transfer/developments', {
      kind: 'ended',
      effective: '2023-01-01',
      payload: {},
      sources: [{ title: 'A late report' }],
    });
    const pools = openPools(app.databaseUrl);
    await rebuildFacts(pools.write);
    await pools.end();
    for (const { job, bytes } of before) {
      const answer = await call(app, 'POST', `/v1/exports/${job.id}/repeat`);
      const again = await ended(app, ((await answer.json()) as ExportView).id);
      const file = await call(app, 'GET', `/v1/exports/${again.id}/file`);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect(
      (await exported(app, { what: 'facts', format: 'ndjson' })).bytes.equals(
        before[1]?.bytes ?? Buffer.alloc(0),
      ),
    ).toBe(false);
  });

  it('is refused to a key with twenty that have not ended', async () => {
    const made = await call(app, 'POST', '/v1/keys', { role: 'viewer' });
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    const pools = openPools(app.databaseUrl);
    await pools.write.query(
      `INSERT INTO jobs.jobs (id, task, actor, request)
       SELECT gen_random_uuid(), 'never run', $1, '{}' FROM generate_series(1, 20)`,
      [`key:${id}`],
    );
    const ask = () =>
      call(app, 'POST', '/v1/exports', { what: 'states' }, { authorization: `Bearer ${secret}` });
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.has('retry-after')).toBe(true);
    expect(await refused.json()).toMatchObject({ type: '/problems/too-many-jobs' });
    await pools.write.query(`DELETE FROM jobs.jobs WHERE task = 'never run'`);
    await pools.end();
    const answer = await ask();
    expect(answer.status).toBe(202);
    await ended(app, ((await answer.json()) as ExportView).id);
  });

  it('holds only what came behind a position', async () => {
    const all = rowsOf((await exported(app, { what: 'developments', format: 'ndjson' })).text);
    const late = rowsOf((await exported(app, { what: 'developments', format: 'ndjson', since: 40 })).text);
    expect(late).toEqual(all.filter((row) => Number(row['position']) > 40));
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(all.length);
  });

  it('is read and repeated by any key that may export, removed with its file by its maker or an administrator', async () => {
    const { job } = await exported(app, { what: 'states' });
    expect(filesThere()).toContain(`${job.id}.csv`);
    const made = await call(app, 'POST', '/v1/keys', { role: 'viewer' });
    const { secret } = (await made.json()) as { secret: string };
    const asViewer = { authorization: `Bearer ${secret}` };
    for (const part of ['', '/file', '/manifest'])
      expect((await call(app, 'GET', `/v1/exports/${job.id}${part}`, undefined, asViewer)).status).toBe(200);
    const repeated = await call(app, 'POST', `/v1/exports/${job.id}/repeat`, undefined, asViewer);
    expect(repeated.status).toBe(202);
    expect((await call(app, 'DELETE', `/v1/exports/${job.id}`, undefined, asViewer)).status).toBe(403);
    expect((await call(app, 'DELETE', `/v1/exports/${job.id}`)).status).toBe(204);
    expect(filesThere()).not.toContain(`${job.id}.csv`);
    expect((await call(app, 'GET', `/v1/exports/${job.id}`)).status).toBe(404);
    expect((await call(app, 'POST', '/v1/exports', { what: 'states' }, asViewer)).status).toBe(202);
    expect((await fetch(`${app.url}/v1/exports`)).status).toBe(401);
  });

  it('is refused with the reason when its members do not go together', async () => {
    const refused = async (body: object, pointer: string) => {
      const answer = await call(app, 'POST', '/v1/exports', body);
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as { errors: { pointer?: string; parameter?: string }[] };
      expect(errors.map((error) => error.pointer ?? error.parameter)).toContain(pointer);
    };
    await refused({}, '/what');
    await refused({ what: 'state' }, '/what');
    await refused({ what: 'facts', format: 'jsonld' }, '/format');
    await refused({ what: 'facts', columns: ['filed'] }, '/columns/0');
    await refused({ what: 'panel' }, '/days');
    await refused({ what: 'panel', days: { from: '0001-01-01', to: '9999-12-31', every: 'day' } }, '/days');
    await refused({ what: 'states', since: 3 }, '/since');
    await refused({ what: 'states', basis: { asOf: '2024-02-30' } }, '/basis/asOf');
    await refused({ what: 'states', basis: { knownAt: '2024-02-01' } }, '/basis/knownAt');
    await refused({ what: 'events', filters: { status: 'x' } }, '/filters/status');
    await refused({ what: 'states', basis: { position: 100_000 } }, 'position');
  });
});

describe('a schedule', () => {
  it('makes one job a turn, each behind the one before', async () => {
    const answer = await call(app, 'POST', '/v1/export-schedules', {
      cron: '0 6 * * 1',
      incremental: true,
      request: { what: 'events', format: 'ndjson' },
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    expect(
      (await call(app, 'POST', '/v1/export-schedules', { cron: 'now', request: { what: 'events' } })).status,
    ).toBe(400);
    const schedules = app.application.http.app.get(Schedules);
    const count = async () =>
      (await getJson<{ items: unknown[] }>(app, '/v1/exports?limit=1000')).items.length;
    const before = await count();
    await schedules.tick(new Date('2027-01-05T06:00:30Z')); // a Tuesday
    expect(await count()).toBe(before);
    const monday = new Date('2027-01-04T06:00:30Z');
    await Promise.all([schedules.tick(monday), schedules.tick(monday)]);
    await schedules.tick(monday);
    expect(await count()).toBe(before + 1);
    await schedules.tick(new Date('2027-01-11T06:00:00Z'));
    const { items } = await getJson<{ items: ExportView[] }>(app, '/v1/exports?limit=2');
    expect(items.map(({ query }) => query.since)).toEqual([items[1]?.basis.position, 0]);
    expect((await call(app, 'DELETE', `/v1/export-schedules/${id}`)).status).toBe(204);
  });
});
