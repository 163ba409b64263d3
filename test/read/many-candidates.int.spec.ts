import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { checkDevelopment } from '../../src/domain/bodies/development.js';
import { inTransaction } from '../../src/database/transaction.js';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { FactsProjector } from '../../src/read/facts/projector.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { newEvent } from '../../src/write/new-event.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const DEVELOPMENTS = 90;
const dayOf = (i: number): string => new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const header = { title: 'P', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
  const events = [newEvent('policy-registered', 1, header)];
  for (let i = 0; i < DEVELOPMENTS; i += 1) {
    const checked = checkDevelopment({
      kind: 'value-set',
      effective: `[${dayOf(i)}..${dayOf(i + 90)}]`,
      payload: { field: 'unitCost', value: i },
      sources: [{ title: `Report ${i}` }],
    });
    if (!('value' in checked)) throw new Error(JSON.stringify(checked.problems));
    events.push(newEvent(checked.value.kind.kind, 1, checked.value.data));
  }
  await new EventLog(database.writePool).append({
    stream: 'policy:p',
    expected: 'noStream',
    events,
    actor: 'test',
  });
});
afterAll(() => database.drop());

/** Characters of the parameters of each statement. */
function watched(tx: pg.ClientBase, sizes: number[]): pg.ClientBase {
  return new Proxy(tx, {
    get: (target, name) =>
      name === 'query'
        ? (...given: unknown[]) => {
            const [{ values = [] } = {}] = given as [{ values?: string[] }?];
            sizes.push(values.reduce((sum, { length }) => sum + length, 0));
            return (target.query as (...all: unknown[]) => unknown)(...given);
          }
        : (Reflect.get(target, name) as unknown),
  });
}

it('facts with many candidates are written in parts, and a rebuild writes the same', async () => {
  const events = await new LogReader(database.readPool).readAfter(0, 1000);
  const sizes: number[] = [];
  await inTransaction(database.writePool, (tx) => new FactsProjector().handle(events, watched(tx, sizes)));

  const { rows } = await database.readPool.query<{ characters: number; open: number }>(
    `SELECT sum(length(details) + length(because))::float AS characters,
       (count(*) FILTER (WHERE known_to = 9223372036854775807))::integer AS open
     FROM read.facts WHERE path = 'unitCost'`,
  );
  expect(rows[0]?.characters).toBeGreaterThan(10_000_000);
  expect(Math.max(...sizes)).toBeLessThan(5_000_000);
  // A step begins with each first and each last possible day.
  expect(rows[0]?.open).toBe(2 * DEVELOPMENTS);

  await database.writePool.query(
    `INSERT INTO log.subscriptions (name, checkpoint) VALUES ('facts', $1)
     ON CONFLICT (name) DO UPDATE SET checkpoint = excluded.checkpoint`,
    [DEVELOPMENTS + 1],
  );
  expect((await rebuildFacts(database.writePool)).same).toBe(true);
});
