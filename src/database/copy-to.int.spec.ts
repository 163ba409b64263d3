import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { copyTo } from './copy-to.js';

const TIMEOUT_MS = 300;

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, query_timeout: TIMEOUT_MS });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function copied(client: pg.ClientBase, sql: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of copyTo(client, sql)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('COPY … TO STDOUT', () => {
  it('takes longer than other queries of the pool may', async () => {
    const client = await pool.connect();
    try {
      expect(
        await copied(client, `COPY (SELECT pg_sleep(${(3 * TIMEOUT_MS) / 1000})::text || 'x') TO STDOUT`),
      ).toBe('x\n');
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    } finally {
      client.release(true);
    }
  });

  it.each([false, true])('leaves no timer behind (reader stops early: %s)', async (stopsEarly) => {
    const set = jest.spyOn(globalThis, 'setTimeout');
    const clear = jest.spyOn(globalThis, 'clearTimeout');
    const client = await pool.connect();
    const stream = copyTo(client, 'COPY (SELECT n FROM generate_series(1, 100000) AS n) TO STDOUT');
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    for await (const chunk of stream) if (stopsEarly && chunk) break;
    await closed;
    client.release(true);
    // Timers of days keep a process alive.
    const long = set.mock.results.filter((_, i) => (set.mock.calls[i]?.[1] ?? 0) > 1e9);
    expect(long).toHaveLength(1);
    expect(clear).toHaveBeenCalledWith(long[0]?.value as NodeJS.Timeout);
  });
});
