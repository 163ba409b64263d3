import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

let database: TestDatabase;
let log: EventLog;
let reader: LogReader;

beforeAll(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  reader = new LogReader(database.readPool);
});
afterAll(() => database.drop());

/** The same request as a client sends it again: the same key and content, but event ids of its own. */
const request = (key: string, content = 'same') =>
  anAppend('requests', { keys: [{ key, digest: content }], events: [anEvent(), anEvent()] });

describe('The same idempotency key', () => {
  it('50 times in parallel, and again after a restart, is one append with equal answers', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => log.append(request('k1'))));
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'alreadyDone')).toHaveLength(49);
    const answers = new Set(results.map((result) => JSON.stringify('recorded' in result && result.recorded)));
    expect(answers.size).toBe(1);

    const pools = openPools(database.url);
    const restarted = await new EventLog(pools.write).append(request('k1'));
    await pools.end();
    expect(restarted).toEqual({ ...results.find(({ outcome }) => outcome === 'alreadyDone') });
    expect(await reader.readStream('requests')).toHaveLength(2);
  });

  it('is answered as the first time though the stream has moved on and the version would conflict', async () => {
    const first = await log.append({ ...request('k2'), expected: 2 });
    await log.append(anAppend('requests'));
    const again = await log.append({ ...request('k2'), expected: 2 });
    expect(again).toEqual({ ...first, outcome: 'alreadyDone' });
  });

  it('with other content is refused by name, and nothing is written', async () => {
    const before = await reader.head();
    expect(await log.append(request('k1', 'other'))).toEqual({ outcome: 'refused', key: 'k1' });
    expect(await reader.head()).toEqual(before);
  });

  it('twice in one call behaves as one after the other', async () => {
    const [one, same, other] = await Promise.all([
      log.append(request('k3')),
      log.append(request('k3')),
      log.append(request('k3', 'x')),
    ]);
    expect([one.outcome, same.outcome, other.outcome]).toEqual(['done', 'alreadyDone', 'refused']);
  });

  it('is one of several: any used with other content refuses, any used before answers', async () => {
    await log.append(
      anAppend('several', {
        keys: [
          { key: 'a', digest: '1' },
          { key: 'b', digest: '1' },
        ],
      }),
    );
    const [known, refused] = [
      await log.append(
        anAppend('several', {
          keys: [
            { key: 'new', digest: '1' },
            { key: 'b', digest: '1' },
          ],
        }),
      ),
      await log.append(
        anAppend('several', {
          keys: [
            { key: 'a', digest: '1' },
            { key: 'b', digest: '2' },
          ],
        }),
      ),
    ];
    expect(known.outcome).toBe('alreadyDone');
    expect(refused).toEqual({ outcome: 'refused', key: 'b' });
  });
});

describe('The same event id', () => {
  it('with the same content is already done, with other content refused', async () => {
    const event = anEvent();
    const first = await log.append(anAppend('ids', { events: [event] }));
    expect(await log.append(anAppend('ids', { events: [event], expected: 0 }))).toEqual({
      ...first,
      outcome: 'alreadyDone',
    });
    const refused = { outcome: 'refused', key: `event:${event.eventId}` };
    expect(await log.append(anAppend('ids', { events: [{ ...event, payload: '{}' }] }))).toEqual(refused);
    expect(await log.append(anAppend('ids', { events: [{ ...event, kind: 'other' }] }))).toEqual(refused);
    expect(await log.append(anAppend('another-stream', { events: [event] }))).toEqual(refused);
  });

  it('together with a new one is refused, because the append is all or nothing', async () => {
    const known = anEvent();
    await log.append(anAppend('part', { events: [known] }));
    const result = await log.append(anAppend('part', { events: [anEvent(), known] }));
    expect(result).toEqual({ outcome: 'refused', key: `event:${known.eventId}` });
    expect(await reader.readStream('part')).toHaveLength(1);
  });
});
