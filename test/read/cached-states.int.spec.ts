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
import { ListReader } from '../../src/read/policies/list-reader.js';
import { ReadTables } from '../../src/read/read-tables.js';
import { StateReader } from '../../src/read/state/state-reader.js';
import { newEvent } from '../../src/write/new-event.js';
import { systemClock } from '../../src/settings/system-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const HEADER = { title: 'one', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };

let database: TestDatabase;
let log: EventLog;
let forgetful: StateReader;
let mindful: StateReader;
let lists: { forgetful: ListReader; mindful: ListReader };
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
  const tables = new ReadTables({ read: database.readPool, write: database.writePool });
  lists = { forgetful: new ListReader(tables, known, 0), mindful: new ListReader(tables, known) };
  for (const id of ['p', 'q']) {
    await append(id, newEvent('policy-registered', 1, { ...HEADER, title: id }));
  }
});
afterAll(() => database.drop());

type NewEvent = ReturnType<typeof newEvent>;

const record = (id: string, ...events: NewEvent[]) =>
  log.append({ stream: `policy:${id}`, expected: 'any', events, actor: 'test' });

/** Appends and projects. */
async function append(id: string, event: NewEvent): Promise<number> {
  await record(id, event);
  return project();
}

/** Projects the rest of the log, as the subscription would. @returns its head */
async function project(): Promise<number> {
  const reader = new LogReader(database.readPool);
  const { rows } = await database.readPool.query<{ checkpoint: number }>(
    'SELECT checkpoint FROM log.subscriptions WHERE name = $1',
    [FACTS],
  );
  const events = await reader.readAfter(rows[0]?.checkpoint ?? 0, 1000);
  const { position } = await reader.head();
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
  for (const shown of [{ fields: false }, { fields: true }, { fields: ['status'], expected: false }]) {
    const list = { ...question, ...shown, limit: 10 };
    const expected = await lists.forgetful.answer(list);
    // The first of the two may compute, the second one remembers.
    expect([await lists.mindful.answer(list), await lists.mindful.answer(list)]).toEqual([
      expected,
      expected,
    ]);
    expect(expected.body.includes('"expected":[')).toBe(!('expected' in shown));
  }
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

it('while the projection stands still, a policy without new events is answered at once, and a short one is folded', async () => {
  const readers = { p: [mindful, forgetful], q: [mindful, forgetful], s: [mindful, forgetful] };
  await same(); // cached
  await record('q', said('in-force'));
  await record('s', newEvent('policy-registered', 1, { ...HEADER, title: 's', timeZone: 'Asia/Tokyo' }));
  const answers = async () => {
    const all: string[] = [];
    for (const [id, both] of Object.entries(readers))
      for (const reader of both)
        for (const question of [QUESTION, { uncertain: 'flag' } as const])
          all.push((await reader.answer(id, question)).body);
    return all;
  };
  const before = await answers();
  expect(JSON.parse(before[4] ?? '')).toMatchObject({ state: { status: 'in-force' } });
  await expect(mindful.answer('r', QUESTION)).rejects.toThrow('No policy r is known');
  await project();
  expect(await answers()).toEqual(before);
});

it('while the projection stands still, a long policy with new events waits for it, and says how long to', async () => {
  await record(
    't',
    newEvent('policy-registered', 1, HEADER),
    ...Array.from({ length: 300 }, () => said('planned')),
  );
  const checkpoint = new Checkpoint(database.readPool, FACTS);
  const hasty = new StateReader(
    database.readPool,
    new KnowledgeBasisReader(database.readPool, checkpoint, systemClock, 10),
  );
  await expect(hasty.answer('t', QUESTION)).rejects.toMatchObject({
    slug: 'not-caught-up',
    retryAfter: 1,
  });
  await project();
  expect((await forgetful.answer('t', QUESTION)).body).toContain('"version":301');
}, 30_000);

it('a cached state costs the database only the look-up of the version', async () => {
  await same();
  // Nobody damages the tables like this, but it shows where the answer comes from.
  await database.writePool.query(`UPDATE read.facts SET value = '"damaged"' WHERE path = 'status'`);
  expect((JSON.parse((await mindful.answer('p', QUESTION)).body) as { state: unknown }).state).toEqual({
    status: 'approved',
  });
  const { body } = await lists.mindful.answer({ ...QUESTION, fields: false, limit: 1 });
  expect((JSON.parse(body) as { items: object[] }).items).toMatchObject([{ state: { status: 'approved' } }]);
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
