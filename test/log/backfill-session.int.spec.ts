import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import { BackfillSession } from '../../src/event-store/backfill-session.js';
import { WritesPaused } from '../../src/event-store/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend } from '../support/events.js';

let database: TestDatabase;
let log: EventLog;

beforeEach(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
});
afterEach(() => database.drop());

const begin = () => BackfillSession.begin(database.writePool, AbortSignal.timeout(20_000));
const past = anAppend('past', { recordedAt: '2024-01-01T00:00:00Z' });

describe('A backfill is the only writer', () => {
  it('so others wait until it ends', async () => {
    const session = await begin();
    const [done] = await log.backfill([past], null, session.client);
    expect(done).toMatchObject({ outcome: 'done' });
    let ended = false;
    const waiting = log.append(anAppend('live')).then((result) => ({ result, ended }));
    setTimeout(() => {
      ended = true;
      void session.end({ finished: true });
    }, 500);
    expect(await waiting).toMatchObject({ result: { outcome: 'done' }, ended: true });
  });

  it('and if it takes long they are refused, with nothing written', async () => {
    const session = await begin();
    await expect(log.append(anAppend('live'))).rejects.toBeInstanceOf(WritesPaused);
    await session.end({ finished: true });
    expect(await log.append(anAppend('live', { expected: 'noStream' }))).toMatchObject({ outcome: 'done' });
  });

  it('and one backfill waits for another', async () => {
    const first = await begin();
    const order: string[] = [];
    const second = begin().then(async (session) => {
      order.push('second begins');
      await session.end({ finished: true });
    });
    setTimeout(() => {
      order.push('first ends');
      void first.end({ finished: true });
    }, 300);
    await second;
    expect(order).toEqual(['first ends', 'second begins']);
  });

  it('and when it is killed, its successor goes on before anybody else writes', async () => {
    const killed = await begin();
    const { rows } = await killed.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.readPool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect(log.append(anAppend('live'))).rejects.toBeInstanceOf(WritesPaused);
    await expect(log.backfill([past], null, killed.client)).rejects.toThrow();
    const successor = await begin();
    expect(await log.backfill([past], null, successor.client)).toMatchObject([{ outcome: 'done' }]);
    await successor.end({ finished: true });
    await killed.end({ finished: false });
    expect(await log.append(anAppend('live'))).toMatchObject({ outcome: 'done' });
  });
});
