import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpDate } from '../../src/domain/http-date.js';
import { happen } from '../support/act.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { Act } from '../support/random-history.js';

const status = (effective: string, value: string): Act => ({
  act: 'record',
  body: {
    kind: 'status-reported',
    effective,
    payload: { status: value },
    sources: [{ title: 'a source' }],
  },
});

/** An instant by whole seconds later. */
const later = (instant: string, seconds: number): Date => new Date(Date.parse(instant) + seconds * 1000);

let app: TestApp;
let recorded: Awaited<ReturnType<typeof happen>>;
let first = '';
let planned = '';
let decided = '';
beforeAll(async () => {
  app = await startTestApp();
  recorded = await happen(app, 'bill', [status('2024-01-10', 'planned')]);
  await sleep(2100); // HTTP dates know whole seconds only
  await happen(app, 'unrelated', []);
  const response = await fetch(`${app.url}/v1/policies/bill/developments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(status('2024-01-20', 'decided').body),
  });
  recorded.push((await response.json()) as (typeof recorded)[number]);
  [first = '', planned = '', decided = ''] = recorded.map(({ recordedAt }) => recordedAt);
});
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, { headers, redirect: 'manual' });
const at = (path: string, date: Date | string) =>
  get(path, { 'accept-datetime': typeof date === 'string' ? date : date.toUTCString() });

const VIEWS = [
  '/v1/policies/bill?asOf=2024-02-01',
  '/v1/policies/bill?asOf=2024-02-01&uncertain=include&publishedBy=2030-01-01',
  '/v1/policies/bill/timeline?include=superseded',
  '/v1/policies/bill/history',
  '/v1/policies/bill/explain?field=status&asOf=2024-02-01',
];

describe('a policy as known at a datetime (RFC 7089)', () => {
  it.each(VIEWS)(
    '%s leads to what was known by the end of that second, and that answer says so',
    async (view) => {
      const gate = await at(view, later(planned, 1));
      expect(gate.status).toBe(302);
      expect(gate.headers.get('vary')).toMatch(/^accept-datetime(, Accept)?$/);
      const location = gate.headers.get('location') ?? '';
      const memento = await get(location);
      expect(memento.status).toBe(200);
      expect(memento.headers.get('memento-datetime')).toBe(httpDate(planned));
      expect(memento.headers.get('cache-control')).toContain('immutable');
      const second = `${later(planned, 1).toISOString().slice(0, 19)}.999999Z`;
      const asked = await get(`${view}${view.includes('?') ? '&' : '?'}knownAt=${second}`);
      expect(await asked.text()).toBe(await memento.text());
      for (const rel of ['original timegate', 'timemap', 'memento'])
        expect(memento.headers.get('link')).toContain(`rel="${rel}"`);
      expect(location).toContain('render=1');
    },
  );

  it('the second of a recording itself counts whole', async () => {
    const gate = await at(VIEWS[0] ?? '', httpDate(decided));
    const memento = await get(gate.headers.get('location') ?? '');
    expect(memento.headers.get('memento-datetime')).toBe(httpDate(decided));
    expect(await memento.text()).toContain('"status":"decided"');
  });

  it('before the registration the first memento answers, after the end of the log the last', async () => {
    const before = await get(
      (await at(VIEWS[0] ?? '', 'Wed, 31 Jul 2019 09:00:00 GMT')).headers.get('location') ?? '',
    );
    expect(before.headers.get('memento-datetime')).toBe(httpDate(first));
    const after = await get(
      (await at(VIEWS[0] ?? '', 'Tue, 31 Jul 2040 09:00:00 GMT')).headers.get('location') ?? '',
    );
    expect(after.headers.get('memento-datetime')).toBe(httpDate(decided));
  });

  it('the original links of a memento lead back to the question it answers', async () => {
    const memento = await get((await at(VIEWS[0] ?? '', later(planned, 1))).headers.get('location') ?? '');
    const original = /<([^>]+)>; rel="original timegate"/.exec(memento.headers.get('link') ?? '')?.[1] ?? '';
    const now = await get(original);
    expect(now.headers.get('vary')).toBe('accept-datetime, Accept');
    expect(now.headers.get('memento-datetime')).toBeNull();
    expect(now.headers.get('cache-control')).toBe('no-cache');
    expect(await now.text()).toContain('"status":"decided"');
  });

  it('a date that is none is refused, and a policy that never was is not known', async () => {
    for (const bad of ['2024-07-31', 'now', 'Thu, 31 Jul 2024 09:00:00 GMT'])
      expect((await at(VIEWS[0] ?? '', bad)).status).toBe(400);
    expect((await at('/v1/policies/nothing', 'Wed, 31 Jul 2024 09:00:00 GMT')).status).toBe(404);
  });

  it('an address that pins what is known has no other datetime', async () => {
    const pinned = `${VIEWS[0] ?? ''}&position=${recorded[1]?.position ?? 0}`;
    const response = await at(pinned, 'Wed, 31 Jul 2019 09:00:00 GMT');
    expect(response.status).toBe(200);
    expect(response.headers.get('memento-datetime')).toBe(httpDate(planned));
  });
});

describe('the time map of a policy', () => {
  it('lists a memento for each event, and each has that datetime', async () => {
    const response = await get('/v1/policies/bill/timemap?asOf=2024-02-01', { accept: 'application/json' });
    const map = (await response.json()) as { items: { uri: string; datetime: string; version: number }[] };
    expect(map.items.map(({ version }) => version)).toEqual([1, 2, 3]);
    for (const { uri, datetime } of map.items) {
      const memento = await get(uri);
      expect(memento.headers.get('memento-datetime')).toBe(datetime);
      expect(memento.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('is in link format for who asks for no other, page by page', async () => {
    const links: string[] = [];
    let path: string | undefined = '/v1/policies/bill/timemap?asOf=2024-02-01&limit=2';
    while (path !== undefined) {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('application/link-format');
      const text = await response.text();
      links.push(...text.split(',\n').filter((link) => link.includes('memento"')));
      path = /<([^>]+)>; rel="timemap"/.exec(text)?.[1];
    }
    expect(links.map((link) => /rel="([^"]+)"/.exec(link)?.[1])).toEqual([
      'first memento',
      'memento',
      'last memento',
    ]);
    expect(links.map((link) => /datetime="([^"]+)"/.exec(link)?.[1])).toEqual(
      [first, planned, decided].map(httpDate),
    );
  });

  it('comes in no other type, and of no policy that never was', async () => {
    expect((await get('/v1/policies/bill/timemap', { accept: 'text/html' })).status).toBe(406);
    expect((await get('/v1/policies/nothing/timemap')).status).toBe(404);
  });
});

describe('the status of a pinned answer', () => {
  const statusOf = async (position: number) => {
    const response = await get(
      `/v1/policies/bill/answer-status?asOf=2024-02-01&position=${position}&uncertain=flag&render=1`,
    );
    expect(response.headers.get('cache-control')).toBe('no-cache');
    return (await response.json()) as {
      status: string;
      fields: string[];
      changedBy: { eventId: string; kind: string }[];
    };
  };

  it('says which developments changed it since, and in which fields', async () => {
    const changed = await statusOf(recorded[1]?.position ?? 0);
    expect(changed).toMatchObject({
      status: 'changed',
      fields: ['status'],
      changedBy: [{ eventId: recorded[2]?.eventId, kind: 'status-reported', recordedAt: decided }],
    });
  });

  it('or that it is still the best known', async () => {
    const best = await statusOf(recorded[2]?.position ?? 0);
    expect(best).toMatchObject({ status: 'best-known', fields: [], changedBy: [] });
  });

  it('has to be asked of a pinned answer', async () => {
    for (const query of ['', '?asOf=2024-02-01', '?position=1'])
      expect((await get(`/v1/policies/bill/answer-status${query}`)).status).toBe(400);
  });
});
