import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Imports } from '../../src/write/import/imports.js';
import { exported, startExporting } from '../exports/exporting.js';
import { DIET_IS_HERE, dietFile } from '../imports/diet.js';
import type { TestApp } from '../support/app.js';

/** Recorded now: the log holds the demo's times already. */
const withoutTimes = (lines: string): string =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.stringify({ ...(JSON.parse(line) as object), recordedAt: undefined }))
    .join('\n');

let app: TestApp;
beforeAll(async () => {
  app = await startExporting();
  if (!DIET_IS_HERE) return;
  await app.application.http.app
    .get(Imports)
    .importNow(Readable.from([Buffer.from(withoutTimes(dietFile().toString()))]), {
      actor: 'test',
      correlationId: 'diet',
    });
  // Each waits some seconds for the projection.
  while ((await get('/v1/policies?limit=1')).status === 503);
}, 180_000);
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, { headers, redirect: 'manual' });
const text = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();
const sorted = (lines: string) => lines.trim().split('\n').sort();

const POLICY = 'jp-us-patriot-transfer';
const LEGS = { fromAsOf: '2024-01-01', toAsOf: '2024-12-31' };
const FORMATS = ['csv', 'ndjson'] as const;

describe.each(FORMATS)('Rows by GET as %s are those of the export', (format) => {
  it.each([
    ['/v1/policies', 'asOf=2024-07-31', { what: 'states', basis: { asOf: '2024-07-31' } }],
    [
      '/v1/policies',
      'asOf=2024-07-31&area=strike-capability&uncertain=include',
      {
        what: 'states',
        basis: { asOf: '2024-07-31', uncertain: 'include' },
        filters: { area: 'strike-capability' },
      },
    ],
    [
      '/v1/policies',
      'asOf=2024-07-31&publishedBy=2024-03-31',
      { what: 'states', basis: { asOf: '2024-07-31', publishedBy: '2024-03-31' } },
    ],
    [
      `/v1/policies/${POLICY}/timeline`,
      'include=superseded',
      { what: 'developments', filters: { policyId: POLICY } },
    ],
    [`/v1/policies/${POLICY}/history`, '', { what: 'history', filters: { policyId: POLICY } }],
    [
      `/v1/policies/${POLICY}/history`,
      'field=status',
      { what: 'history', filters: { policyId: POLICY, field: 'status' } },
    ],
    [
      '/v1/panel',
      'from=2024-01-01&to=2024-06-01&step=month&area=strike-capability',
      {
        what: 'panel',
        days: { from: '2024-01-01', to: '2024-06-01', every: 'month' },
        filters: { area: 'strike-capability' },
      },
    ],
  ])('%s?%s', async (path, query, body) => {
    const rows = await text(`${path}.${format}?${query}`);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toBe((await exported(app, { ...body, format })).text);
    const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
    expect(await text(`${path}?${query}`, { accept: type })).toBe(rows);
  });

  it('/v1/timeline: the live ones among the developments', async () => {
    const rows = sorted(await text(`/v1/timeline.${format}`));
    const all = sorted((await exported(app, { what: 'developments', format })).text);
    const live =
      format === 'csv'
        ? all.filter((line) => line.startsWith('policyId,') || line.includes(',false,,'))
        : all.filter((line) => line.includes('"superseded":false'));
    expect(rows).toEqual(live);
    if (DIET_IS_HERE) expect(rows.length).toBeGreaterThan(5000);
  }, 120_000);
});

interface Item {
  [name: string]: unknown;
  policyId: string;
}
const items = async (path: string): Promise<Record<string, Item[]>> =>
  (await (await get(path)).json()) as Record<string, Item[]>;
const lines = async (path: string): Promise<Item[]> =>
  (await text(path))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Item);

describe('Rows by GET are those of the answer in JSON', () => {
  it('of a timeline, without what was superseded', async () => {
    const { items: shown } = await items(`/v1/policies/${POLICY}/timeline?limit=1000`);
    const rows = await lines(`/v1/policies/${POLICY}/timeline.ndjson`);
    expect(rows.map(({ eventId }) => eventId)).toEqual(shown?.map(({ eventId }) => eventId));
  });

  it('of all timelines, filtered on an axis', async () => {
    const query = 'asOf=2024-07-31&axis=published&from=2024-01-01&to=2024-06-30&jurisdiction=JP';
    const { items: shown } = await items(`/v1/timeline?${query}&limit=1000`);
    const rows = await lines(`/v1/timeline.ndjson?${query}`);
    expect(shown?.length).toBeGreaterThan(3);
    expect(rows.map(({ eventId }) => eventId).sort()).toEqual(shown?.map(({ eventId }) => eventId).sort());
  });

  it('of a difference: each change of each leg', async () => {
    const query = new URLSearchParams(LEGS).toString();
    const shown = await items(`/v1/diff?${query}&limit=1000`);
    const rows = await lines(`/v1/diff.ndjson?${query}`);
    const told = ['world', 'knowledge'].flatMap((leg) =>
      (shown[`${leg}Changes`] ?? []).map(
        (each) => `${leg} ${each.policyId} ${String(each['field'])} ${String(each['class'])}`,
      ),
    );
    expect(told.length).toBeGreaterThan(10);
    expect(
      rows
        .map((row) => `${String(row['leg'])} ${row.policyId} ${String(row['field'])} ${String(row['class'])}`)
        .sort(),
    ).toEqual(told.sort());
  }, 60_000);

  it('of a summary: each count', async () => {
    const { items: shown, ...rest } = await items('/v1/summary?by=status&asOf=2024-07-31');
    const rows = await lines('/v1/summary.ndjson?by=status&asOf=2024-07-31');
    expect(rows).toEqual([
      ...(shown ?? []).map(({ value, count }) => ({
        by: 'status',
        of: 'value',
        value,
        valueType: 'string',
        count,
      })),
      { by: 'status', of: 'possible', value: null, valueType: null, count: rest['possible'] },
      { by: 'status', of: 'absent', value: null, valueType: null, count: rest['absent'] },
    ]);
  });
});

describe('A stream of rows', () => {
  it('names its permalink, which gives the same bytes and is cached as immutable', async () => {
    const first = await get('/v1/policies.csv?asOf=2024-07-31');
    const location = first.headers.get('content-location') ?? '';
    expect(location).toMatch(/^\/v1\/policies\.csv\?asOf=2024-07-31&position=\d+&uncertain=flag&render=1$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get(location);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    const known = await get(location, { 'if-none-match': again.headers.get('etag') ?? '' });
    expect([known.status, await known.text()]).toEqual([304, '']);
    expect((await get(location.replace('.csv', '.ndjson'))).headers.get('etag')).not.toBe(
      again.headers.get('etag'),
    );
  });

  it('is answered to HEAD without its rows', async () => {
    const { status, headers } = await fetch(`${app.url}/v1/policies.csv`, { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('etag')).toBe((await get('/v1/policies.csv')).headers.get('etag'));
  });

  it.each([
    '*/*',
    'text/html,application/xhtml+xml,*/*;q=0.8',
    'application/json',
    'text/csv;q=0.5, application/json',
  ])('is not sent to who accepts %s', async (accept) => {
    const answer = await get('/v1/policies', { accept });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('vary')).toContain('Accept');
  });

  it.each(['application/pdf', 'text/csv;q=0'])(
    'is refused to who accepts %s only, with what there is',
    async (accept) => {
      const answer = await get('/v1/policies', { accept });
      expect(answer.status).toBe(406);
      expect(answer.headers.get('vary')).toContain('Accept');
      expect(await answer.json()).toMatchObject({
        type: '/problems/not-acceptable',
        errors: [{ allowed: ['application/json', 'text/csv', 'application/x-ndjson'] }],
      });
    },
  );

  it('takes no page, and says so', async () => {
    const refused = await get('/v1/policies.csv?limit=5');
    expect([refused.status, ((await refused.json()) as { errors: object[] }).errors]).toMatchObject([
      400,
      [{ parameter: 'limit' }],
    ]);
    expect((await get('/v1/policies/nobody/timeline.csv')).status).toBe(404);
  });

  it('holds no formulas', async () => {
    const rows = await text('/v1/timeline.csv');
    expect(rows).not.toMatch(/(^|,)"?[=+@]/m);
  });

  let db: pg.Client;
  beforeAll(async () => {
    db = new pg.Client({ connectionString: app.databaseUrl });
    await db.connect();
  });
  // Whatever happened, the tests that follow find no table locked.
  afterAll(() => db.end());

  (DIET_IS_HERE ? it : it.skip)('asks the database for nothing more when its reader goes away', async () => {
    /** Tries until no transaction has the table: a lock that queues makes every later query wait for the earlier ones, too. */
    const lock = async () => {
      const isHad = () =>
        db.query('BEGIN; LOCK TABLE read.policies IN ACCESS EXCLUSIVE MODE NOWAIT').then(
          () => true,
          () => false,
        );
      while (!(await isHad())) await db.query('ROLLBACK');
    };
    /** Queries of rows that wait for the lock; an end of the rows would mean that none will. */
    const waiting = async () => {
      // A transaction sees the activity as it was when it first looked.
      await db.query('SELECT pg_stat_clear_snapshot()');
      const { rows } = await db.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND application_name IN ('policy-timeline read', 'policy-timeline dear') AND state = 'active'`,
      );
      return rows.map(({ pid }) => pid);
    };
    const { port, hostname } = new URL(app.url);
    const path = '/v1/panel.csv?from=2024-01-01&to=2024-12-31&step=day';
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ hostname, port, path, agent: false }, resolve).on('error', reject).end();
    });
    response.on('error', () => undefined);
    response.resume();
    await once(response, 'data');
    await lock();
    while ((await waiting()).length === 0)
      expect([response.complete, response.destroyed]).toEqual([false, false]);
    response.destroy();
    // The page under way ends. The lock is had again before another one could be read.
    await db.query('COMMIT');
    await lock();
    // No page follows: whoever asks for the next one would wait for the lock by the time that others were answered.
    for (let others = 0; others < 50; others += 1) expect((await get('/health/live')).status).toBe(200);
    expect(await waiting()).toEqual([]);
    await db.query('COMMIT');
  });
});

describe('/v1/events', () => {
  it('takes the filters of its stream, page by page', async () => {
    const kind = 'plan-announced';
    const found: string[] = [];
    for (
      let path: string | undefined = `/v1/events?kind=${kind}&jurisdiction=JP&limit=1`;
      path !== undefined;
    ) {
      const page = (await (await get(path)).json()) as {
        items: { id: string; type: string }[];
        next?: string;
      };
      expect(page.items.length).toBeLessThanOrEqual(1);
      for (const { id, type } of page.items) {
        expect(type).toBe(kind);
        found.push(id);
      }
      path = page.next;
    }
    const all = (await (await get('/v1/events?limit=1000')).json()) as {
      items: { id: string; type: string }[];
    };
    const expected = all.items.filter(({ type }) => type === kind).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(1);
    expect(found).toEqual(expected);
  });

  it('is a batch of CloudEvents for who wants that', async () => {
    const batch = await get(`/v1/events?policyId=${POLICY}&limit=2`, {
      accept: 'application/cloudevents-batch+json',
    });
    expect(batch.headers.get('content-type')).toBe('application/cloudevents-batch+json; charset=utf-8');
    const { items, next } = (await (await get(`/v1/events?policyId=${POLICY}&limit=2`)).json()) as {
      items: object[];
      next: string;
    };
    expect(await batch.json()).toEqual(items);
    expect(batch.headers.get('link')).toBe(`<${next}>; rel="next"`);
    expect((await get('/v1/events', { accept: 'text/csv' })).status).toBe(406);
  });
});
