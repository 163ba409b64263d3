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

  it('twice in one call behaves as one after the other', async () => {
    const [one, same, other] = await Promise.all([
      log.append(request('k3')),
      log.append(request('k3')),
      log.append(request('k3', 'x')),
    ]);
    expect([one.outcome, same.outcome, other.outcome]).toEqual(['done', 'alreadyDone', 'refused']);
  });
});
