import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { inTransaction } from '../../src/database/transaction.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

it('a rebuild may take longer over one statement than statements of the pool may', async () => {
  const limited = new pg.Pool({
    ...database.writePool.options,
    statement_timeout: 500,
    query_timeout: 700,
  });
  try {
    await expect(limited.query('SELECT pg_sleep(1)')).rejects.toThrow('statement timeout');
    let locks: () => void = () => undefined;
    const locked = new Promise<void>((resolve) => (locks = resolve));
    // The first statement of the rebuild waits for this one.
    const lock = inTransaction(database.writePool, async (tx) => {
      await tx.query('LOCK TABLE read.generation IN ACCESS EXCLUSIVE MODE');
      locks();
      await pause(1500);
    });
    await locked;
    expect(await rebuildFacts(limited)).toMatchObject({ events: 0 });
    await lock;
  } finally {
    await limited.end();
  }
});
