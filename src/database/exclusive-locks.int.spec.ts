import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { checkLocks } from './exclusive-locks.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

describe('A start', () => {
  it('accepts sessions whose locks keep each other out, and leaves no lock behind', async () => {
    const [a, b] = await Promise.all([database.writePool.connect(), database.writePool.connect()]);
    await checkLocks(a, b);
    await checkLocks(b, a);
    a.release();
    b.release();
  });

  it('refuses two connections that a pooler gives the same session, and leaves no lock behind', async () => {
    const shared = await database.writePool.connect();
    const refused = await checkLocks(shared, shared).catch((error: unknown) => String(error));
    const { rows } = await shared.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()`,
    );
    shared.release();
    expect(refused).toMatch(/could append at once.*Connect to the primary itself/);
    expect(rows).toEqual([]);
  });
});
