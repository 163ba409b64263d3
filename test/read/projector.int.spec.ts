import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { checkDevelopment } from '../../src/domain/bodies/development.js';
import { inTransaction } from '../../src/database/transaction.js';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { FactsProjector } from '../../src/read/facts/projector.js';
import { newEvent } from '../../src/write/new-event.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const log = new EventLog(database.writePool);
  const header = { title: 'P', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
  await log.append({
    stream: 'policy:p',
    expected: 'noStream',
    events: [newEvent('policy-registered', 1, header)],
    actor: 'test',
  });
  for (const [day, status] of [
    ['2024-01-10', 'planned'],
    ['2024-02-10', 'approved'],
    ['2024-01-20', 'between'],
  ] as const) {
    const checked = checkDevelopment({
      kind: 'status-reported',
      effective: day,
      payload: { status },
      sources: [{ title: 's' }],
    });
    if (!('value' in checked)) throw new Error(JSON.stringify(checked.problems));
    const { kind, data } = checked.value;
    await log.append({
      stream: 'policy:p',
      expected: 'any',
      events: [newEvent(kind.kind, 1, data)],
      actor: 'test',
    });
  }
});
afterAll(() => database.drop());

const steps = async () =>
  (
    await database.readPool.query<{ step: string }>(
      `SELECT concat_ws(' ', path, valid_from, valid_to, known_from, known_to, value) AS step FROM read.facts
       WHERE path = 'status' ORDER BY known_from, valid_from`,
    )
  ).rows.map(({ step }) => step);

it('after a rollback the events are projected again, independent of the projector’s cache', async () => {
  const events = await new LogReader(database.readPool).readAfter(0, 10);
  const projector = new FactsProjector();
  const first = events.slice(0, 2);
  const rest = events.slice(2);
  await inTransaction(database.writePool, (tx) => projector.handle(first, tx));
  await expect(
    inTransaction(database.writePool, async (tx) => {
      await projector.handle(rest, tx);
      throw new Error('the lease was lost');
    }),
  ).rejects.toThrow('the lease was lost');
  for (const event of rest) await inTransaction(database.writePool, (tx) => projector.handle([event], tx));

  const [stands, max] = ['9223372036854775807', 'infinity'];
  expect(await steps()).toEqual([
    `status 2024-01-10 ${max} 2 3 "planned"`,
    `status 2024-01-10 2024-02-10 3 4 "planned"`,
    `status 2024-02-10 ${max} 3 ${stands} "approved"`,
    `status 2024-01-10 2024-01-20 4 ${stands} "planned"`,
    `status 2024-01-20 2024-02-10 4 ${stands} "between"`,
  ]);
});

/** The connection, which counts how often it reads events. */
function counting(tx: pg.PoolClient): { tx: pg.PoolClient; reads: () => number } {
  let reads = 0;
  const query = (given: unknown, ...rest: unknown[]): unknown => {
    const text = typeof given === 'string' ? given : (given as { text?: string }).text;
    if (text?.includes('log.events')) reads += 1;
    return (tx.query as (...all: unknown[]) => unknown).call(tx, given, ...rest);
  };
  const counted = new Proxy(tx, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
  return { tx: counted, reads: () => reads };
}

it.each([
  [9000, 0],
  [20_000, 1],
])(
  'a policy is remembered for 10,000 events of others: after %i, it is read %i times',
  async (position, times) => {
    const [registered, next] = await new LogReader(database.readPool).readAfter(0, 2);
    if (!registered || !next) throw new Error('the log has two events');
    const other = { ...registered, stream: 'policy:other', position };
    const projector = new FactsProjector();
    const rolledBack = inTransaction(database.writePool, async (own) => {
      const { tx, reads } = counting(own);
      await tx.query(
        'DELETE FROM read.facts; DELETE FROM read.developments; DELETE FROM read.policies; DELETE FROM read.versions',
      );
      for (const event of [registered, other, next]) await projector.handle([event], tx);
      throw new Error(`read ${reads()} times`);
    });
    await expect(rolledBack).rejects.toThrow(`read ${times} times`);
  },
);
