import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client } from './client.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
});
afterAll(() => app.stop());

const MINISTRY = [{ title: 'Budget request', publisher: 'Ministry of Defense' }];
const BLOG = [{ title: 'What I heard', publisher: 'Rumour blog' }];
const quantity = (value: Json, sources: Json, more: JsonObject = {}): JsonObject => ({
  kind: 'value-set',
  effective: '2024-01-18',
  payload: { field: 'quantity', value },
  sources,
  ...more,
});

const warningsOf = ({ text }: { text: string }): unknown =>
  (JSON.parse(text) as { warnings?: unknown }).warnings;

describe('a development that replaces what another source says of the same day', () => {
  it('is taken with a warning that names the field, the other development and its value', async () => {
    await client.register('warned');
    const ministry = await client.record('warned', quantity(400, MINISTRY));
    expect(warningsOf(ministry)).toBeUndefined();
    const tried = await client.post('/v1/policies/warned/developments?dryRun=true', quantity(200, BLOG));
    const recorded = await client.record('warned', quantity(200, BLOG));
    expect(recorded.status).toBe(201);
    expect(warningsOf(recorded)).toEqual([
      {
        type: 'same-day-other-value',
        field: 'quantity',
        eventId: ministry.body.eventId,
        value: 400,
        detail: expect.stringMatching(/contradicts.*correct.*sequence/) as unknown,
      },
    ]);
    expect(warningsOf(tried)).toEqual(warningsOf(recorded));
  });

  it('is not warned of if it contradicts openly, has a sequence, or comes from the same source', async () => {
    await client.register('unwarned');
    const { body: ministry } = await client.record('unwarned', quantity(400, MINISTRY));
    for (const more of [
      quantity(200, BLOG, { contradicts: [ministry.eventId] }),
      quantity(300, BLOG, { sequence: 2 }),
      quantity(500, BLOG, { assertion: 'disputed' }),
    ])
      expect(warningsOf(await client.record('unwarned', more))).toBeUndefined();
    await client.register('same-source');
    await client.record('same-source', quantity(400, MINISTRY));
    expect(warningsOf(await client.record('same-source', quantity(410, MINISTRY)))).toBeUndefined();
  });

  it('is not warned of if both are in one contest through others, or still are after a correction', async () => {
    await client.register('in-a-contest');
    const { body: ministry } = await client.record('in-a-contest', quantity(400, MINISTRY));
    const blog = await client.record(
      'in-a-contest',
      quantity(200, BLOG, { contradicts: [ministry.eventId] }),
    );
    const third = quantity(300, [{ title: 'A third voice' }], { contradicts: [blog.body.eventId] });
    expect(warningsOf(await client.record('in-a-contest', third))).toBeUndefined();
    const corrected = await client.post(
      `/v1/developments/${ministry.eventId}/correction`,
      quantity(410, MINISTRY),
    );
    expect([corrected.status, warningsOf(corrected)]).toEqual([201, undefined]);
  });

  it('is answered to a repetition byte for byte as the first time, even after further records', async () => {
    await client.register('repeated');
    await client.record('repeated', quantity(400, MINISTRY));
    const key = { 'idempotency-key': 'warned-once' };
    const first = await client.post('/v1/policies/repeated/developments', quantity(200, BLOG), key);
    await client.record('repeated', quantity(600, [{ title: 'A third voice' }]));
    const again = await client.post('/v1/policies/repeated/developments', quantity(200, BLOG), key);
    expect(warningsOf(first)).toHaveLength(1);
    expect(again.text).toBe(first.text);
  });
});
