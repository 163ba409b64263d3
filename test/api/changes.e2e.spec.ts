import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client, slugOf, statusOn, type RecordedBody } from './client.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
});
afterAll(() => app.stop());

const stateOf = async (id: string, asOf = '2024-06-01') =>
  (await client.get(`/v1/policies/${id}?asOf=${asOf}`)).body['state'];

describe('registering and amending', () => {
  it('makes a policy known, once', async () => {
    const first = await client.register('p-once', { titles: { ja: '政策' }, jurisdiction: ['JP', 'US'] });
    expect(first).toMatchObject({ status: 201, body: { version: 1 } });
    const again = await client.register('p-once');
    expect([again.status, slugOf(again as never)]).toEqual([409, 'policy-already-registered']);
    expect((await client.get('/v1/policies/p-once')).body).toMatchObject({
      titles: { ja: '政策' },
      jurisdictions: ['JP', 'US'],
      existence: 'not-yet',
      version: 1,
      developments: 0,
    });
  });

  it('keeps past titles answerable', async () => {
    const { body } = await client.register('p-renamed');
    await client.post('/v1/policies/p-renamed/amendment', { title: 'A new title' });
    expect((await client.get('/v1/policies/p-renamed')).body['title']).toBe('A new title');
    expect((await client.get(`/v1/policies/p-renamed?position=${body.position}`)).body['title']).toBe(
      'Policy p-renamed',
    );
  });
});

describe('the differences of all policies', () => {
  it('have the title of each policy, as known at the later basis', async () => {
    const { body } = await client.register('p-named', { titles: { ja: '名前' }, area: 'names' });
    await client.record('p-named', statusOn('2024-05-01', 'planned'));
    const { body: amended } = await client.post('/v1/policies/p-named/amendment', { title: 'Renamed' });
    const named = async (toPosition: unknown) => {
      const between = `fromAsOf=2024-04-30&toAsOf=2024-05-01&area=names&toPosition=${String(toPosition)}`;
      return (await client.get(`/v1/diff?${between}`)).body['policies'];
    };
    const titles = { ja: '名前' };
    expect(await named(amended['position'])).toEqual({ 'p-named': { title: 'Renamed', titles } });
    expect(await named(body.position + 1)).toEqual({ 'p-named': { title: 'Policy p-named', titles } });
  });
});

describe('recording', () => {
  it('answers where it landed, and the state shows it at once', async () => {
    await client.register('p-record');
    const { status, body } = await client.record('p-record', statusOn('2024-05-01', 'in-force'));
    expect(status).toBe(201);
    expect(body).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      position: expect.any(Number),
      version: 2,
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    });
    expect(await stateOf('p-record')).toEqual({ status: 'in-force' });
  });

  it('with one idempotency key fifty times at once records one development, and answers alike', async () => {
    await client.register('p-idem');
    const headers = { 'idempotency-key': 'fifty' };
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => client.record('p-idem', statusOn('2024-05-01', 'planned'), headers)),
    );
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await client.get('/v1/policies/p-idem')).body['developments']).toBe(1);
    const other = await client.record('p-idem', statusOn('2024-05-01', 'approved'), headers);
    expect([other.status, slugOf(other as never)]).toEqual([422, 'idempotency-key-reused']);
  });

  it('with If-Match happens only at that version', async () => {
    await client.register('p-match');
    expect((await client.record('p-match', statusOn('2024-05-01', 'a'), { 'if-match': '"1"' })).status).toBe(
      201,
    );
    const late = await client.record('p-match', statusOn('2024-05-02', 'b'), { 'if-match': '"1"' });
    expect([late.status, slugOf(late as never)]).toEqual([412, 'version-mismatch']);
    expect(late.body).toMatchObject({ actualVersion: 2 });
    const odd = await client.record('p-match', statusOn('2024-05-02', 'b'), { 'if-match': '2' });
    expect([odd.status, slugOf(odd as never)]).toEqual([400, 'invalid-parameters']);
  });

  it('many at once on one policy are all recorded, each with a version of its own', async () => {
    await client.register('p-crowd');
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) => client.record('p-crowd', statusOn('2024-05-01', `s${i}`))),
    );
    expect(replies.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 2),
    );
  });

  it('keeps a source that is given twice once, however it comes', async () => {
    const [once, other] = [{ title: 'White paper', locator: 'p. 3' }, { title: 'White paper' }];
    const twice = [once, other, { locator: 'p. 3', title: 'White paper' }];
    const said = { kind: 'status-reported', effective: '2024-05-01', payload: { status: 'planned' } };
    const sourcesOf = async (eventId: string) =>
      (await client.get(`/v1/developments/${eventId}`)).body['sources'];
    await client.register('p-sources');
    const path = '/v1/policies/p-sources/developments';
    const key = { 'idempotency-key': 'sources-twice' };
    const recorded = await client.post<RecordedBody>(path, { ...said, sources: twice }, key);
    expect(recorded.status).toBe(201);
    expect(await sourcesOf(recorded.body.eventId)).toEqual([once, other]);
    const again = await client.post<RecordedBody>(path, { ...said, sources: twice }, key);
    expect(again.body).toEqual(recorded.body);
    const correction = `/v1/developments/${recorded.body.eventId}/correction`;
    const body = { ...said, effective: '2024-06-01', sources: twice };
    expect((await client.post(`${correction}?dryRun=true`, body)).status).toBe(200);
    const corrected = await client.post<RecordedBody>(correction, body);
    expect(await sourcesOf(corrected.body.eventId)).toEqual([once, other]);
  });

  it('as a dry run shows what would be, and writes nothing', async () => {
    await client.register('p-dry');
    await client.record('p-dry', statusOn('2024-01-01', 'planned'));
    const before = (await client.get('/v1/policies/p-dry?asOf=2024-06-01')).body;
    const dry = await client.post('/v1/policies/p-dry/developments?dryRun=true&asOf=2024-06-01', {
      ...statusOn('2024-05-01', 'approved'),
      sources: [{ title: 's' }],
    });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({
      dryRun: true,
      version: 3,
      state: { status: 'approved' },
      before: { version: 2, state: { status: 'planned' } },
    });
    expect((await client.get('/v1/policies/p-dry?asOf=2024-06-01')).body).toEqual(before);
    const bad = await client.post('/v1/policies/p-dry/developments?dryRun=true', {
      kind: 'contract-concluded',
      effective: 'now',
      payload: {},
    });
    expect(bad.status).toBe(400);
  });

  it('as a dry run is refused for another version, as the change itself would be', async () => {
    await client.register('p-dry-match');
    const first = await client.record('p-dry-match', statusOn('2024-01-01', 'planned'));
    const body = { ...statusOn('2024-05-01', 'approved'), sources: [{ title: 's' }] };
    for (const [path, sent] of [
      ['/v1/policies/p-dry-match/developments', body],
      [`/v1/developments/${first.body.eventId}/correction`, body],
      [`/v1/developments/${first.body.eventId}/retraction`, { reason: 'It was another one.' }],
    ] as const) {
      const refused = await client.post(`${path}?dryRun=true`, sent, { 'if-match': '"1"' });
      expect([refused.status, refused.body['actualVersion']]).toEqual([412, 2]);
      expect((await client.post(`${path}?dryRun=true`, sent, { 'if-match': '"2"' })).status).toBe(200);
    }
  });

  it('as a dry run of a correction or a retraction shows just what comes of it, and writes nothing', async () => {
    await client.register('p-dry-2');
    const first = await client.record('p-dry-2', statusOn('2024-01-01', 'planned'));
    const second = await client.record('p-dry-2', statusOn('2024-05-01', 'approved'));
    const at = (eventId: string, act: string) => `/v1/developments/${eventId}/${act}`;
    const dryRun = '?dryRun=true&asOf=2024-06-01';
    const correction = { ...statusOn('2024-07-01', 'approved'), sources: [{ title: 's' }] };
    const changes = [
      [at(second.body.eventId, 'correction'), correction, 'planned', 'approved'],
      [at(first.body.eventId, 'retraction'), { reason: 'It was another one.' }, undefined, 'planned'],
    ] as const;
    for (const [path, body, then, now] of changes) {
      const tried = await client.post(path + dryRun, body);
      expect([tried.status, tried.body['dryRun']]).toEqual([200, true]);
      expect(tried.body).toMatchObject({ before: { state: { status: now } } });
      const before = await client.get('/v1/policies/p-dry-2?asOf=2024-06-01');
      expect(before.body).toMatchObject({ state: { status: now } });
      expect((await client.post(path, body)).status).toBe(201);
      const { body: after } = await client.get('/v1/policies/p-dry-2?asOf=2024-06-01');
      expect(after['state']).toEqual(then === undefined ? {} : { status: then });
      for (const member of ['state', 'existence', 'possible', 'version', 'developments'])
        expect([member, tried.body[member]]).toEqual([member, after[member]]);
      const gone = await client.post(path + dryRun, body);
      expect([gone.status, slugOf(gone)]).toEqual([409, 'already-superseded']);
    }
    const late = await client.post('/v1/policies/p-dry-2/developments?dryRun=true', correction, {
      'if-match': '"1"',
    });
    expect([late.status, slugOf(late)]).toEqual([412, 'version-mismatch']);
    const nothing = await client.post(at(first.body.eventId, 'retraction') + dryRun, {});
    expect([nothing.status, slugOf(nothing)]).toEqual([400, 'invalid-input']);
  });

  it('refuses what contradicts itself: a value used as a collection, and sequences against the days', async () => {
    await client.register('p-shape');
    await client.record('p-shape', {
      kind: 'value-set',
      effective: '2024-01-01',
      payload: { field: 'range', value: 1600 },
    });
    const shape = await client.record('p-shape', {
      kind: 'value-set',
      effective: '2024-01-01',
      payload: { field: 'range/max', value: 1 },
    });
    expect([shape.status, slugOf(shape as never)]).toEqual([409, 'field-shape-conflict']);
    await client.record('p-shape', { ...statusOn('[2024-03-10..2024-03-12]', 'first'), sequence: 1 });
    const second = (
      await client.record('p-shape', { ...statusOn('[2024-03-05..2024-03-15]', 'second'), sequence: 2 })
    ).body;
    // The second did not begin before the first, nor the third before the second: but the third's days are over by then.
    const third = await client.record('p-shape', {
      ...statusOn('[2024-03-04..2024-03-08]', 'third'),
      sequence: 3,
    });
    expect([third.status, slugOf(third as never)]).toEqual([409, 'sequence-contradiction']);
    expect((third.body as unknown as { between: string[] }).between).toContain(second.eventId);
  });
});

describe('correcting and retracting', () => {
  it('a correction replaces, and answers known before stay as they were', async () => {
    await client.register('p-correct');
    const first = (await client.record('p-correct', statusOn('2024-05-01', 'wrong'))).body;
    const pinned = `/v1/policies/p-correct?asOf=2024-06-01&knownAt=${first.recordedAt}`;
    const before = await client.get(pinned);
    const second = await client.post<RecordedBody>(`/v1/developments/${first.eventId}/correction`, {
      ...statusOn('2024-05-01', 'right'),
      sources: [{ title: 's' }],
    });
    expect(second.status).toBe(201);
    expect(await stateOf('p-correct')).toEqual({ status: 'right' });
    expect((await client.get(pinned)).text).toBe(before.text);
    expect((await client.get(`/v1/developments/${first.eventId}`)).body).toMatchObject({
      supersededBy: second.body.eventId,
    });

    const stale = await client.post(`/v1/developments/${first.eventId}/retraction`, { reason: 'not so' });
    expect([stale.status, slugOf(stale)]).toEqual([409, 'already-superseded']);
    expect(stale.body).toMatchObject({ live: second.body.eventId });
  });

  it('a date that followed a source follows its correction, also when the whole answer is sent back', async () => {
    await client.register('p-follows');
    const source = { title: 'Plan', published: '2024-02' };
    const range = { kind: 'value-set', effective: '2023-12-28', payload: { field: 'range', value: 1600 } };
    const { eventId } = (await client.record('p-follows', { ...range, sources: [source] })).body;
    const { body: item } = await client.get(`/v1/developments/${eventId}`);
    expect(item).toMatchObject({ published: '2024-02', publishedDerived: true });
    const publicBy = async (day: string) =>
      (await client.get(`/v1/policies/p-follows?asOf=2024-12-31&publishedBy=${day}`)).body['state'];
    expect(await publicBy('2024-02-29')).toEqual({ range: 1600 });

    const { published, publishedDerived, payload } = item as Record<string, Json>;
    const corrected = await client.post<RecordedBody>(`/v1/developments/${eventId}/correction`, {
      ...{
        ...range,
        payload: payload ?? {},
        published: published ?? '',
        publishedDerived: publishedDerived ?? false,
      },
      sources: [{ ...source, published: '2024-03' }],
    });
    expect(corrected.status).toBe(201);
    const { body: live } = await client.get(`/v1/developments/${corrected.body.eventId}`);
    expect(live).toMatchObject({ published: '2024-03', publishedDerived: true });
    // The first version stays live until the correction is public, as with everything that is not public yet.
    expect(await publicBy('2024-03-31')).toEqual({ range: 1600 });
    const explained = await client.get(
      '/v1/policies/p-follows/explain?field=range&asOf=2024-12-31&publishedBy=2024-03-31',
    );
    expect(explained.body).toMatchObject({
      reasons: [{ eventId: corrected.body.eventId, published: '2024-03', publishedDerived: true }],
    });
  });

  it('a date that was stated stays stated, also where a source says the same', async () => {
    await client.register('p-states');
    const body = { ...statusOn('2024-01', 'a'), sources: [{ title: 'Plan', published: '2024-02' }] };
    const { eventId } = (await client.record('p-states', { ...body, published: '2024-02' })).body;
    const timeline = await client.get<{ items: JsonObject[] }>('/v1/policies/p-states/timeline');
    expect(timeline.body.items[0]).toMatchObject({ eventId, published: '2024-02' });
    expect(timeline.body.items[0]).not.toHaveProperty('publishedDerived');
  });

  it('a retraction withdraws the fact whole, and is final', async () => {
    await client.register('p-retract');
    const first = (await client.record('p-retract', statusOn('2024-05-01', 'one'))).body;
    const second = (
      await client.post<RecordedBody>(`/v1/developments/${first.eventId}/correction`, {
        ...statusOn('2024-05-01', 'two'),
        sources: [{ title: 's' }],
      })
    ).body;
    const retraction = await client.post<RecordedBody>(`/v1/developments/${second.eventId}/retraction`, {
      reason: 'neither was so',
    });
    expect(retraction.status).toBe(201);
    expect(await stateOf('p-retract')).toEqual({});
    const again = await client.post(`/v1/developments/${retraction.body.eventId}/retraction`, {
      reason: 'after all',
    });
    expect([again.status, slugOf(again)]).toEqual([409, 'retraction-is-final']);
    const corrected = await client.post(`/v1/developments/${second.eventId}/correction`, {
      ...statusOn('2024-05-01', 'x'),
      sources: [{ title: 's' }],
    });
    expect([corrected.status, slugOf(corrected)]).toEqual([409, 'already-superseded']);
    const unknown = await client.post('/v1/developments/01a203e5-f9e7-7e54-9a63-d48db940657b/retraction', {
      reason: 'x',
    });
    expect([unknown.status, slugOf(unknown)]).toEqual([404, 'development-not-known']);
  });

  it('one correction or registration asked for fifty times at once is made once, and each gets its answer', async () => {
    const registration = { id: 'p-race', title: 'P', jurisdiction: 'JP', area: 'tests' };
    const fifty = async (path: string, body: JsonObject, key: string) => {
      const replies = await Promise.all(
        Array.from({ length: 50 }, () => client.post(path, body, { 'idempotency-key': key })),
      );
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    };
    await fifty('/v1/policies', registration, 'race-register');
    const { eventId } = (await client.record('p-race', statusOn('2024-05-01', 'planned'))).body;
    const correction = { ...statusOn('2024-05-01', 'approved'), sources: [{ title: 's' }] };
    await fifty(`/v1/developments/${eventId}/correction`, correction, 'race-correct');
  });

  it('a repeated correction under its idempotency key gets its first answer, though its target is superseded by then', async () => {
    await client.register('p-repeat');
    const first = (await client.record('p-repeat', statusOn('2024-05-01', 'one'))).body;
    const send = () =>
      client.post(
        `/v1/developments/${first.eventId}/correction`,
        { ...statusOn('2024-05-01', 'two'), sources: [{ title: 's' }] },
        { 'idempotency-key': 'correction' },
      );
    const [a, b] = [await send(), await send()];
    expect(b.text).toBe(a.text);
    expect(b.status).toBe(201);
  });
});

describe('external ids', () => {
  it('belong to one development permanently, and find it', async () => {
    await client.register('p-external');
    const recorded = (
      await client.record('p-external', { ...statusOn('2024-05-01', 'a'), externalId: 'seed:7 ü' })
    ).body;
    expect(
      (await client.get(`/v1/developments?externalId=${encodeURIComponent('seed:7 ü')}`)).body,
    ).toMatchObject({ eventId: recorded.eventId, policyId: 'p-external' });
    const same = await client.record('p-external', {
      ...statusOn('2024-05-01', 'a'),
      externalId: 'seed:7 ü',
    });
    expect(same.body).toEqual(recorded);
    const other = await client.record('p-external', {
      ...statusOn('2024-05-01', 'b'),
      externalId: 'seed:7 ü',
    });
    expect([other.status, slugOf(other as never)]).toEqual([409, 'external-id-taken']);
    expect((await client.get('/v1/developments?externalId=nobody')).status).toBe(404);
  });
});

describe('who may change what', () => {
  const attempt = (role: string) => async () => {
    const key = (await client.post('/v1/keys', { role, note: role })).body['secret'] as string;
    const headers = { authorization: `Bearer ${key}` };
    return [
      (await client.record('p-roles', statusOn('2024-05-01', role), headers)).status,
      (await client.post('/v1/keys', { role: 'viewer' }, headers)).status,
    ];
  };
  beforeAll(() => client.register('p-roles'));
  it('not without a key', async () => {
    const { status } = await client.record('p-roles', statusOn('2024-05-01', 'x'), { authorization: '' });
    expect(status).toBe(401);
  });
  it('a viewer nothing', async () => {
    expect(await attempt('viewer')()).toEqual([403, 403]);
  });
  it('an editor developments', async () => {
    expect(await attempt('editor')()).toEqual([201, 403]);
  });
  it('an importer developments', async () => {
    expect(await attempt('importer')()).toEqual([201, 403]);
  });
  it('an administrator all', async () => {
    expect(await attempt('admin')()).toEqual([201, 201]);
  });
});
