import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { plusMicroseconds } from '../support/instants.js';
import { Client, slugOf, statusOn, type RecordedBody } from './client.js';

let app: TestApp;
let client: Client;
let registered: RecordedBody;
let planned: RecordedBody;
let approved: RecordedBody;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
  expect((await client.get('/v1/policies?asOf=2024-01-01')).body).toMatchObject({
    basis: { position: 0, knownAt: null },
    items: [],
  });
  registered = (await client.register('p', { timeZone: 'Asia/Tokyo' })).body;
  planned = (await client.record('p', statusOn('2024-01-10', 'planned'))).body;
  approved = (await client.record('p', statusOn('2024-07', 'approved'))).body;
  await client.record('p', {
    kind: 'schedule-changed',
    effective: '2024-02-01',
    payload: { milestone: 'delivery', date: { fiscalYear: 2025, calendar: 'JP' } },
  });
});
afterAll(() => app.stop());

describe('the basis', () => {
  it('is echoed, and an open answer may not be kept', async () => {
    const { body, headers } = await client.get('/v1/policies/p?asOf=2024-06-30');
    expect(body['basis']).toEqual({
      asOf: '2024-06-30',
      knownAt: expect.any(String),
      position: 4,
      uncertain: 'flag',
    });
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('by position or by a past instant is pinned: always the same bytes, cacheable', async () => {
    const { headers } = await client.get(`/v1/policies/p?asOf=2024-06-30&position=${planned.position}`);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const byInstant = await client.get(`/v1/policies/p?asOf=2024-06-30&knownAt=${planned.recordedAt}`);
    expect(byInstant.headers.get('cache-control')).toContain('immutable');
    const again = await client.get(`/v1/policies/p?asOf=2024-06-30&position=${planned.position}`, {
      'if-none-match': headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
  });

  it('changes from one microsecond to the next, exactly at the recorded instant', async () => {
    const at = async (instant: string) =>
      (await client.get(`/v1/policies/p?asOf=2024-12-31&knownAt=${instant}`)).body['state'];
    expect(await at(plusMicroseconds(approved.recordedAt, -1))).toEqual({ status: 'planned' });
    expect(await at(approved.recordedAt)).toEqual({ status: 'approved' });
  });

  it('accepts an offset and fewer decimals, and shows the instant in UTC', async () => {
    const later = '2999-01-01T09:00:00.5+09:00';
    const { body, headers } = await client.get(
      `/v1/policies/p?asOf=2024-12-31&knownAt=${encodeURIComponent(later)}`,
    );
    expect(body['basis']).toMatchObject({
      knownAt: '2999-01-01T00:00:00.500000Z',
      knownThrough: expect.any(String),
      position: 4,
    });
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('before the registration there was no such policy, in the words of then', async () => {
    const before = await client.get(
      `/v1/policies/p?asOf=2024-12-31&knownAt=${plusMicroseconds(registered.recordedAt, -1)}`,
    );
    const never = await client.get('/v1/policies/never?asOf=2024-12-31');
    expect([before.status, slugOf(before)]).toEqual([404, 'policy-not-known']);
    expect([never.status, slugOf(never)]).toEqual([404, 'policy-not-known']);
    expect(before.body['type']).toBe(never.body['type']);
  });

  it.each([
    ['asOf=2025-02-29', 'asOf'],
    ['asOf=2024-13-01', 'asOf'],
    ['asOf=0000-01-01', 'asOf'],
    ['asOf=now', 'asOf'],
    ['asOf=2024-06-30T00:00:00Z', 'asOf'],
    ['asOf=', 'asOf'],
    ['asOf=2024-06-30&asOf=2024-06-30', 'asOf'],
    ['knownAt=2024-06-30', 'knownAt'],
    ['knownAt=2024-06-30T00:00:00', 'knownAt'],
    ['knownAt=2024-06-30T00:00:00.1234567Z', 'knownAt'],
    ['position=-1', 'position'],
    ['position=99', 'position'],
    ['position=1.5', 'position'],
    ['knownAt=2999-01-01T00:00:00Z&position=1', 'position'],
    ['uncertain=maybe', 'uncertain'],
    ['publishedBy=2024', 'publishedBy'],
    ['render=2', 'render'],
    ['asof=2024-06-30', 'asof'],
  ])('%s is refused, naming what to mend', async (query, parameter) => {
    const answer = await client.get(`/v1/policies/p?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual(
      expect.arrayContaining([expect.objectContaining({ parameter, detail: expect.any(String) })]),
    );
  });
});

describe('a permalink', () => {
  it.each([
    '/v1/policies/p?asOf=2024-07-15',
    '/v1/policies/p?asOf=2024-07-15&uncertain=include',
    '/v1/policies/p?asOf=2024-07-15&publishedBy=2024-08-01',
    '/v1/policies/p/timeline',
    '/v1/policies/p/timeline?include=superseded&limit=2',
    '/v1/policies/p/history?field=status',
    '/v1/policies/p/explain?field=status&asOf=2024-07-15',
    '/v1/policies?asOf=2024-07-15&fields=true&limit=1',
  ])('of %s gives the same bytes, and goes on to', async (path) => {
    const open = await client.get<{ permalink: string }>(path);
    const pinned = await client.get<{ permalink: string }>(open.body.permalink);
    expect(pinned.text).toBe(open.text);
    expect(pinned.body.permalink).toBe(open.body.permalink);
    expect(pinned.headers.get('cache-control')).toContain('immutable');
    await client.record('p', {
      kind: 'value-set',
      effective: '2024-07-01',
      payload: { field: 'note', value: path },
    });
    expect((await client.get(open.body.permalink)).text).toBe(open.text);
  });
});

describe('what is uncertain', () => {
  it('is left out of the state, and its candidates are given', async () => {
    const { body } = await client.get('/v1/policies/p?asOf=2024-07-15');
    expect(body['state']).not.toHaveProperty('status');
    expect(body['possible']).toContain('status');
    expect(body['fields']).toMatchObject({
      status: {
        certainty: 'possible',
        candidates: [
          { value: 'planned', because: [planned.eventId] },
          { value: 'approved', because: [approved.eventId] },
        ],
      },
    });
  });

  it('is read at its widest or narrowest on request, the verdict staying', async () => {
    for (const [uncertain, status] of [
      ['include', 'approved'],
      ['exclude', 'planned'],
    ]) {
      const { body } = await client.get(`/v1/policies/p?asOf=2024-07-15&uncertain=${uncertain}`);
      expect(body['state']).toMatchObject({ status });
      expect(body['fields']).toMatchObject({ status: { value: status, certainty: 'possible' } });
    }
  });
});

describe('the why', () => {
  it('names the events, their sources and what they overlay', async () => {
    const { body } = await client.get('/v1/policies/p/explain?field=status&asOf=2024-08-01');
    expect(body).toMatchObject({
      certainty: 'definite',
      value: 'approved',
      reasons: [
        {
          role: 'wins',
          eventId: approved.eventId,
          sources: [{ title: 'A source' }],
          recordedBy: 'key:admin',
          effective: { text: '2024-07' },
        },
        { role: 'overlaid', eventId: planned.eventId, overlaidBy: approved.eventId },
      ],
    });
  });

  it('of an unknown field suggests the nearest', async () => {
    const answer = await client.get('/v1/policies/p/explain?field=statuss');
    expect([answer.status, slugOf(answer)]).toEqual([404, 'field-not-known']);
    expect(answer.body['errors']).toMatchObject([{ didYouMean: 'status' }]);
  });
});

describe('what is to come', () => {
  it('is computed from expected dates and from developments that have not begun', async () => {
    const { body } = await client.get('/v1/policies/p?asOf=2024-02-01&position=4');
    expect(body['expected']).toEqual([
      {
        name: 'status-reported',
        date: { text: '2024-07', earliest: '2024-07-01', latest: '2024-07-31' },
        because: [approved.eventId],
      },
      {
        name: 'delivery',
        date: { text: '[2025-04-01..2026-03-31]', earliest: '2025-04-01', latest: '2026-03-31' },
        because: [expect.any(String)],
      },
    ]);
  });
});

describe('the log as CloudEvents', () => {
  it('comes page by page, in order, with nothing missing', async () => {
    const seen: number[] = [];
    for (let next: string | undefined = '/v1/events?limit=2'; next !== undefined;) {
      const { body }: { body: { items: { position: number; specversion: string }[]; next?: string } } =
        await client.get(next);
      seen.push(...body.items.map(({ position }) => position));
      next = body.next;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => i + 1));
    expect(seen.length).toBeGreaterThan(4);
  });
});
