import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { isTransient } from '../../src/event-store/transient.js';
import { sharesFor, sharesOf } from '../../src/read/facts/fold-policies.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startedParts } from '../support/started-parts.js';

let database: TestDatabase;
let log: LogReader;
let stop: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  const parts = startedParts(database);
  ({ reader: log, stop } = parts);
  const policies = new PolicyWriter(parts.log, parts.reader);
  const by = { actor: 'test', correlationId: 'test' };
  const header = { title: 'A policy', jurisdiction: ['JP'], area: 'tests', timeZone: 'Asia/Tokyo' };
  for (let n = 0; n < 12; n += 1) {
    await policies.write({ register: { id: `p${n}`, ...header } }, by);
    for (let day = 1; day <= n; day += 1) await policies.write({ record: `p${n}`, body: checked(day) }, by);
  }
}, 60_000);
afterAll(async () => {
  await stop();
  await database.drop();
});

const checked = (day: number) => ({
  kind: 'verified',
  effective: new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10),
  payload: {},
  sources: [{ title: 'A source' }],
});

const generation = async (): Promise<number> => {
  const { rows } = await database.writePool.query<{ current: number }>('SELECT current FROM read.generation');
  return rows[0]?.current ?? 0;
};
let before: number;
beforeEach(async () => {
  before = await generation();
  await database.writePool.query('SELECT read.drop_generation($1)', [before + 1]); // of a rebuild that failed
});

it('small logs are folded without threads, others in as many as there are processors, up to four', () => {
  expect([0, 1, 19_999].map(sharesFor)).toEqual([1, 1, 1]);
  expect(sharesFor(1_000_000)).toBeGreaterThanOrEqual(1);
  expect(sharesFor(1_000_000_000)).toBeLessThanOrEqual(4);
});

it.each([1, 2, 3, 5, 40])('%i shares have each stream up to a position once, whole', async (count) => {
  const { position } = await log.head();
  for (const upTo of [position, 50, 1, 0]) {
    const shares = await sharesOf(log, upTo, count);
    expect(shares.map(({ number }) => number)).toEqual([...shares.keys()]);
    const read = await Promise.all(shares.map(({ policies }) => log.readByStream(undefined, 1000, policies)));
    const all = await log.readByStream(undefined, 1000, { after: null, through: null, upTo });
    expect(read.flat()).toEqual(all);
    expect(all).toHaveLength(upTo);
  }
});

it('shares have about as many events', async () => {
  const { position } = await log.head();
  for (const { policies } of await sharesOf(log, position, 3)) {
    const { length } = await log.readByStream(undefined, 1000, policies);
    expect(length).toBeGreaterThan(position / 6);
  }
});

describe('a rebuild in threads', () => {
  /** Keeps the threads of a rebuild from writing, until something was done with their sessions. */
  async function whileTheyWait(meanwhile: (client: pg.ClientBase, waiting: number[]) => unknown) {
    const client = await database.writePool.connect();
    try {
      const table = `read.policies_${before + 1}`;
      while (!(await exists(client, table))) await pause(2);
      await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      let waiting: number[] = [];
      while (waiting.length < 2) waiting = await waitingFor(client, table);
      await meanwhile(client, waiting);
      await client.query('ROLLBACK');
    } finally {
      client.release(true);
    }
  }

  it('says how far it is, and finds the facts of the projection', async () => {
    const { position } = await log.head();
    const seen: number[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      expect(total).toBe(position);
      seen.push(done);
    };
    const { same, events } = await rebuildFacts(database.writePool, { onProgress }, { shares: 2 });
    expect({ same, events, last: seen.at(-1) }).toEqual({ same: true, events: position, last: position });
    expect(seen).toHaveLength(2);
  });

  it('ends if one of them loses its session, with what the other one did, and leaves the tables in use', async () => {
    const rebuilt = rebuildFacts(database.writePool, {}, { shares: 2 });
    const failure = rebuilt.catch((error: unknown) => error);
    await whileTheyWait((client, [pid]) => client.query('SELECT pg_terminate_backend($1)', [pid]));
    expect(isTransient(await failure)).toBe(true);
    expect(await generation()).toBe(before);
  }, 30_000);

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const rebuilt = rebuildFacts(database.writePool, { signal: cancel.signal }, { shares: 2 });
    const failure = rebuilt.catch((error: unknown) => error);
    await whileTheyWait(async () => {
      cancel.abort(new Error('no longer wanted'));
      expect(await failure).toMatchObject({ message: 'no longer wanted' });
    });
    expect(await generation()).toBe(before);
  }, 30_000);

  it('says which event cannot be folded', async () => {
    const poison = { eventId: uuidv7(), kind: 'kind-of-tomorrow', schemaVersion: 1, payload: '{}' };
    const stream = 'policy:p7a';
    await new EventLog(database.writePool).append({
      stream,
      expected: 'any',
      events: [poison],
      actor: 'test',
    });
    await expect(rebuildFacts(database.writePool, {}, { shares: 2 })).rejects.toThrow('kind-of-tomorrow');
    expect(await generation()).toBe(before);
  }, 30_000);
});

async function exists(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    table,
  ]);
  return rows[0]?.found === true;
}

async function waitingFor(client: pg.ClientBase, table: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_locks WHERE relation = $1::regclass AND NOT granted',
    [table],
  );
  return rows.map(({ pid }) => pid);
}
