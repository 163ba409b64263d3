import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { rowsUnless } from './rows-unless.js';

const DIVISION_BY_ZERO = '22012';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const session = async () =>
  (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
const divide = (by: number) =>
  rowsUnless(DIVISION_BY_ZERO, pool, { text: 'SELECT 6 / $1::integer AS n', values: [by] });

it('an error that is an answer gives null, and the connection lives on with its plans', async () => {
  const before = await session();
  expect(await divide(2)).toEqual([{ n: 3 }]);
  expect(await divide(0)).toBeNull();
  expect(await session()).toBe(before);
});

it('another error is thrown, and its connection is not used again', async () => {
  const before = await session();
  await expect(rowsUnless(DIVISION_BY_ZERO, pool, { text: 'SELECT nothing' })).rejects.toThrow('nothing');
  expect(await session()).not.toBe(before);
});
