import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client, slugOf, type RecordedBody, type Reply } from './client.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
});
afterAll(() => app.stop());

const MINISTRY = [{ title: 'Budget request', publisher: 'Ministry of Defense', published: '2024-01-18' }];
const BLOG = [{ title: 'What I heard', publisher: 'Rumour blog', published: '2024-01-20' }];
const quantity = (value: Json, sources: Json = MINISTRY, more: JsonObject = {}): JsonObject => ({
  kind: 'value-set',
  effective: '2024-01-18',
  payload: { field: 'quantity', value },
  sources,
  ...more,
});

interface Field {
  value?: Json;
  certainty: string;
  candidates?: {
    value?: Json;
    absent?: true;
    because: string[];
    claims?: { eventId: string; sources: JsonObject[] }[];
  }[];
}
interface State extends JsonObject {
  state: JsonObject;
  possible: string[];
  contested: string[];
  fields: Record<string, Field> & JsonObject;
  permalink: string;
}

const state = (id: string, query = ''): Promise<Reply<State>> =>
  client.get(`/v1/policies/${id}?asOf=2024-02-01${query}`);
const rule = (id: string, body: JsonObject, headers = {}): Promise<Reply<RecordedBody>> =>
  client.post(`/v1/policies/${id}/rulings`, { reason: 'The ministry bought them', ...body }, headers);
const record = async (id: string, body: JsonObject): Promise<string> => {
  const { status, text, body: answer } = await client.record(id, body);
  if (status !== 201) throw new Error(text);
  return answer.eventId;
};
/** A ministry says 400; a blog contradicts it with 200. */
async function contest(id: string): Promise<{ ministry: string; blog: string }> {
  await client.register(id);
  const ministry = await record(id, quantity(400));
  return { ministry, blog: await record(id, quantity(200, BLOG, { contradicts: [ministry] })) };
}
const first = ({ body }: Reply): unknown => (body['errors'] as Json[] | undefined)?.[0];

describe('a newsroom with two figures', () => {
  it('shows a disputed rumour beside the figure of the ministry, not in its place', async () => {
    await client.register('rumour');
    const ministry = await record('rumour', quantity(400));
    const blog = await record('rumour', quantity(200, BLOG, { assertion: 'disputed' }));
    const { body } = await state('rumour');
    expect(body).toMatchObject({ state: {}, possible: ['quantity'], contested: ['quantity'] });
    expect(body.fields['quantity']?.candidates).toMatchObject([
      { value: 400, because: [ministry], claims: [{ sources: [{ publisher: 'Ministry of Defense' }] }] },
      { value: 200, because: [blog], claims: [{ eventId: blog, sources: [{ publisher: 'Rumour blog' }] }] },
    ]);
    expect((await state('rumour', '&uncertain=include')).body.state).toEqual({ quantity: 200 });
    expect((await state('rumour', '&uncertain=exclude')).body.state).toEqual({ quantity: 400 });
  });

  it('shows who contradicts whom until it rules, and then the ruled figure with person and reason', async () => {
    const { ministry, blog } = await contest('story');
    const before = await state('story');
    expect(before.body).toMatchObject({ state: {}, possible: ['quantity'], contested: ['quantity'] });
    expect(before.body.fields['quantity']?.candidates?.map(({ value }) => value).sort()).toEqual([200, 400]);
    expect((await state('story', '&uncertain=exclude')).body.state).toEqual({});
    expect((await client.get(`/v1/developments/${blog}`)).body['contradicts']).toEqual([
      { eventId: ministry, fields: ['quantity'] },
    ]);

    const ruled = await rule('story', {
      prefer: ministry,
      expected: [blog],
      sources: [{ title: 'Contract notice', published: '2024-03-01' }],
      externalId: 'ruling-1',
    });
    expect([ruled.status, ruled.body]).toEqual([
      201,
      {
        eventId: expect.any(String),
        position: expect.any(Number),
        version: 4,
        recordedAt: expect.any(String),
      },
    ]);
    const after = await state('story');
    expect(after.body).toMatchObject({ state: { quantity: 400 }, possible: [], contested: [] });
    expect((await client.get(before.body.permalink)).text).toBe(before.text);
    expect((await state('story', '&publishedBy=2024-02-28')).body.contested).toEqual(['quantity']);
    expect((await state('story', '&publishedBy=2024-03-01')).body.state).toEqual({ quantity: 400 });

    const explained = await client.get('/v1/policies/story/explain?field=quantity&asOf=2024-02-01');
    expect(explained.body['reasons']).toMatchObject([
      { role: 'wins', eventId: ministry },
      { role: 'ruled-out', eventId: blog, ruledBy: ruled.body.eventId },
    ]);
    expect(explained.text).toContain('The ministry bought them');

    const ruling = await client.get(`/v1/developments/${ruled.body.eventId}`);
    expect(ruling.body).toMatchObject({
      policyId: 'story',
      kind: 'ruling-made',
      published: '2024-03-01',
      prefer: { eventId: ministry, fields: ['quantity'] },
      over: [{ eventId: blog, fields: ['quantity'] }],
      reason: 'The ministry bought them',
      externalId: 'ruling-1',
      recordedBy: expect.stringMatching(/^key:/),
    });
    expect((await client.get('/v1/developments?externalId=ruling-1')).body['eventId']).toBe(
      ruled.body.eventId,
    );

    const withdrawal = await client.post<RecordedBody>(`/v1/developments/${ruled.body.eventId}/retraction`, {
      reason: 'Too early',
    });
    expect(withdrawal.status).toBe(201);
    expect((await state('story')).body.contested).toEqual(['quantity']);
    expect((await client.get(`/v1/developments/${ruled.body.eventId}`)).body['supersededBy']).toBe(
      withdrawal.body.eventId,
    );
    expect((await client.get(after.body.permalink)).text).toBe(after.text);
    const twice = await client.post(`/v1/developments/${ruled.body.eventId}/retraction`, { reason: 'again' });
    expect([twice.status, slugOf(twice), twice.body['live']]).toEqual([409, 'already-superseded', null]);
  });

  it('tries a ruling without writing it', async () => {
    const { ministry } = await contest('tried');
    const dry = await client.post<State>('/v1/policies/tried/rulings?dryRun=true&asOf=2024-02-01', {
      prefer: ministry,
      reason: 'try',
    });
    expect([dry.status, dry.body]).toMatchObject([
      200,
      { dryRun: true, state: { quantity: 400 }, contested: [], before: { contested: ['quantity'] } },
    ]);
    expect((await state('tried')).body.contested).toEqual(['quantity']);
  });

  it('a repeat under the same key gets the answer of the first; If-Match guards', async () => {
    const { ministry } = await contest('repeated');
    const key = { 'idempotency-key': 'ruling' };
    const once = await rule('repeated', { prefer: ministry }, key);
    expect((await rule('repeated', { prefer: ministry }, key)).text).toBe(once.text);
    const late = await rule('repeated', { prefer: ministry }, { 'if-match': '"3"' });
    expect([late.status, slugOf(late as never)]).toEqual([412, 'version-mismatch']);
  });

  it('rejecting all is allowed: none of it happened', async () => {
    const { ministry, blog } = await contest('none');
    expect((await rule('none', { reject: [ministry, blog] })).status).toBe(201);
    expect((await state('none')).body).toMatchObject({ state: {}, possible: [], contested: [] });
  });
});

describe('what is refused', () => {
  it('a contradiction of what is not there, of another policy, or of a version that was superseded', async () => {
    const { ministry } = await contest('refused');
    const { ministry: foreign } = await contest('foreign');
    for (const unknown of [foreign, '00000000-0000-7000-8000-000000000000', 'no-such']) {
      const reply = await client.record('refused', quantity(1, BLOG, { contradicts: [unknown] }));
      expect([reply.status, first(reply as never)]).toMatchObject([
        400,
        { pointer: '/contradicts/0', detail: expect.stringContaining('no development of this policy') },
      ]);
    }
    const corrected = await client.post<RecordedBody>(
      `/v1/developments/${ministry}/correction`,
      quantity(401),
    );
    const stale = await client.record('refused', quantity(1, BLOG, { contradicts: [ministry] }));
    expect([stale.status, slugOf(stale as never), (stale as unknown as Reply).body['live']]).toEqual([
      409,
      'already-superseded',
      corrected.body.eventId,
    ]);
    const itself = await client.post(
      `/v1/developments/${corrected.body.eventId}/correction`,
      quantity(402, MINISTRY, { contradicts: [corrected.body.eventId] }),
    );
    expect([itself.status, first(itself)]).toMatchObject([400, { pointer: '/contradicts/0' }]);
  });

  it('a contradiction without a common field, or on a field that not both assign', async () => {
    await client.register('fields');
    const range = await record('fields', {
      ...quantity(400),
      payload: { field: 'range', value: 1600 },
    });
    const none = await client.record('fields', quantity(1, BLOG, { contradicts: [range] }));
    expect([none.status, first(none as never)]).toMatchObject([400, { pointer: '/contradicts/0' }]);
    const named = await client.record(
      'fields',
      quantity(1, BLOG, { contradicts: [{ id: range, fields: ['range'] }] }),
    );
    expect([named.status, first(named as never)]).toMatchObject([400, { pointer: '/contradicts/0/fields' }]);
  });

  it('a ruling on what is not there, or is a ruling itself, and one that says nothing', async () => {
    const { ministry } = await contest('ruled');
    const ruling = await rule('ruled', { prefer: ministry, externalId: 'ruled-1' });
    for (const [body, pointer] of [
      [{ prefer: 'no-such' }, '/prefer'],
      [{ prefer: ruling.body.eventId }, '/prefer'],
      [{ prefer: 'ruled-1' }, '/prefer'],
      [{ reject: [ministry, 'no-such'] }, '/reject/1'],
      [{}, ''],
      [{ reject: [ministry], expected: [ministry] }, '/expected'],
    ] as const) {
      const reply = await rule('ruled', body as JsonObject);
      expect([reply.status, first(reply as never)]).toMatchObject([400, { pointer }]);
    }
    const correction = await client.post(`/v1/developments/${ruling.body.eventId}/correction`, quantity(1));
    expect([correction.status, slugOf(correction)]).toEqual([409, 'ruling-not-correctable']);
    const nowhere = await rule('no-such-policy', { prefer: ministry });
    expect([nowhere.status, slugOf(nowhere as never)]).toEqual([404, 'policy-not-known']);
  });

  it('nothing for members that an earlier one took out, and that answers list no more', async () => {
    const { ministry, blog } = await contest('out-already');
    await rule('out-already', { reject: [blog] });
    const late = await record('out-already', quantity(300, BLOG, { contradicts: [blog] }));
    const { fields } = (await state('out-already')).body;
    const listed = fields['quantity']?.candidates?.flatMap(({ because }) => because) ?? [];
    expect([...listed].sort()).toEqual([ministry, late].sort());
    expect((await rule('out-already', { prefer: ministry, expected: listed })).status).toBe(201);
    const all = [ministry, blog, late];
    expect((await rule('out-already', { prefer: ministry, expected: all })).status).toBe(201);
    const last = await record('out-already', quantity(200, MINISTRY, { contradicts: [ministry] }));
    const stale = await rule('out-already', { prefer: ministry, expected: all });
    expect([stale.status, slugOf(stale as never)]).toEqual([409, 'contest-changed']);
    expect((await rule('out-already', { prefer: ministry, expected: [last] })).status).toBe(201);
  });

  it('a ruling on a contest that another development joined meanwhile, naming its members', async () => {
    const { ministry, blog } = await contest('joined');
    const late = await record('joined', quantity(300, BLOG, { contradicts: [blog] }));
    const reply = await rule('joined', { prefer: ministry, expected: [ministry, blog] });
    expect([reply.status, slugOf(reply as never)]).toEqual([409, 'contest-changed']);
    expect(((reply as unknown as Reply).body['members'] as string[]).sort()).toEqual(
      [ministry, blog, late].sort(),
    );
    expect((await rule('joined', { prefer: ministry, expected: [late, blog] })).status).toBe(201);
  });
});
