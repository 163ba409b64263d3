import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkDevelopment } from '../../src/domain/bodies/development.js';
import { inTransaction } from '../../src/database/transaction.js';
import { EventLog } from '../../src/event-store/append.js';
import { Checkpoint } from '../../src/event-store/checkpoint.js';
import { LogReader } from '../../src/event-store/read.js';
import { KnowledgeBasisReader } from '../../src/read/basis/knowledge-basis.js';
import { FactsProjector } from '../../src/read/facts/projector.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { FACTS } from '../../src/read/facts/subscription.js';
import { StateReader } from '../../src/read/state/state-reader.js';
import { newEvent } from '../../src/write/new-event.js';
import { systemClock } from '../../src/settings/system-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let log: EventLog;
let forgetful: StateReader;
let mindful: StateReader;
beforeAll(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  const known = new KnowledgeBasisReader(
    database.readPool,
    new Checkpoint(database.readPool, FACTS),
    systemClock,
  );
  forgetful = new StateReader(database.readPool, known, 0);
  mindful = new StateReader(database.readPool, known);
  for (const id of ['p', 'q']) {
    const header = { title: id, jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
    await append(id, newEvent('policy-registered', 1, header));
  }
});
afterAll(() => database.drop());

/** Appends and projects, as the subscription would. */
async function append(id: string, event: ReturnType<typeof newEvent>): Promise<number> {
  await log.append({ stream: `policy:${id}`, expected: 'any', events: [event], actor: 'test' });
  const reader = new LogReader(database.readPool);
  const { position } = await reader.head();
  const events = await reader.readAfter(position - 1, 1);
  await inTransaction(database.writePool, async (tx) => {
    await new FactsProjector().handle(events, tx);
    await tx.query(
      `INSERT INTO log.subscriptions (name, checkpoint) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET checkpoint = excluded.checkpoint`,
      [FACTS, position],
    );
  });
  return position;
}

function said(status: string) {
  const checked = checkDevelopment({
    kind: 'status-reported',
    effective: '2024-01-10',
    payload: { status },
    sources: [{ title: 's' }],
  });
  if (!('value' in checked)) throw new Error(JSON.stringify(checked.problems));
  return newEvent(checked.value.kind.kind, 1, checked.value.data);
}

const QUESTION = { asOf: '2024-02-01', uncertain: 'flag' } as const;
const same = async (position?: number) => {
  const question = { ...QUESTION, ...(position !== undefined && { position }) };
  const answer = await mindful.answer('p', question);
  expect(answer).toEqual(await forgetful.answer('p', question));
  return JSON.parse(answer.body) as { state: { status: string }; version: number };
};

it('a cached state is computed again after new records of its policy, and unchanged otherwise', async () => {
  const first = await append('p', said('planned'));
  expect((await same()).state.status).toBe('planned');
  expect((await same()).state.status).toBe('planned');
  const second = await append('p', said('approved'));
  expect((await same()).state.status).toBe('approved');
  expect((await same(first)).state.status).toBe('planned');
  expect((await same(second)).state.status).toBe('approved');
  // Of another policy only: the basis moves, the state does not.
  await append('q', said('planned'));
  expect(await same()).toMatchObject({ state: { status: 'approved' }, version: 3 });
  await expect(mindful.answer('r', QUESTION)).rejects.toThrow('No policy r is known');
  await expect(mindful.answer('p', { ...QUESTION, position: 0 })).rejects.toThrow('No policy p is known');
});

it('a cached state costs the database only the look-up of the version', async () => {
  await same();
  // Nobody damages the tables like this, but it shows where the answer comes from.
  await database.writePool.query(`UPDATE read.facts SET value = '"damaged"' WHERE path = 'status'`);
  expect((JSON.parse((await mindful.answer('p', QUESTION)).body) as { state: unknown }).state).toEqual({
    status: 'approved',
  });
});

it('a rebuild makes all that is remembered void', async () => {
  const damaged = new StateReader(
    database.readPool,
    new KnowledgeBasisReader(database.readPool, new Checkpoint(database.readPool, FACTS), systemClock),
  );
  const status = async () =>
    (JSON.parse((await damaged.answer('p', QUESTION)).body) as { state: { status: string } }).state.status;
  expect(await status()).toBe('damaged');
  await rebuildFacts(database.writePool);
  expect(await status()).toBe('approved');
  await same();
});
