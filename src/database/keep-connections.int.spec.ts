import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { keepConnections } from './keep-connections.js';
import { rowsUnless } from './rows-unless.js';

const DIVISION_BY_ZERO = '22012';
const TIMEOUT_MS = 300;

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  const limits = { max: 1, statement_timeout: TIMEOUT_MS, query_timeout: 4 * TIMEOUT_MS };
  pool = keepConnections(new pg.Pool({ connectionString: database.url, ...limits }));
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const session = async () =>
  (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
const divide = (by: number) =>
  rowsUnless(DIVISION_BY_ZERO, pool, { text: 'SELECT 6 / $1::integer AS n', values: [by] });

it('an error that is an answer gives null', async () => {
  expect(await divide(2)).toEqual([{ n: 3 }]);
  expect(await divide(0)).toBeNull();
  await expect(rowsUnless(DIVISION_BY_ZERO, pool, { text: 'SELECT nothing' })).rejects.toThrow('nothing');
});

it.each([
  ['a mistake in the statement', 'SELECT nothing', '42703'],
  ['a timeout of the server', 'SELECT pg_sleep(60)', '57014'],
  ['a refusal of a function', `DO $$ BEGIN RAISE 'busy' USING ERRCODE = 'BF001'; END $$`, 'BF001'],
])('after %s the connection lives on, with its plans', async (_, text, code) => {
  const before = await session();
  await expect(pool.query(text)).rejects.toMatchObject({ code });
  expect(await session()).toBe(before);
});

it.each([
  ['that an operator ended', 'SELECT pg_terminate_backend(pg_backend_pid())', { code: '57P01' }],
  ['whose server did not answer in time', '', { message: 'Query read timeout' }],
])('a connection %s is not used again', async (_, text, error) => {
  const before = await session();
  // Asked for no timeout of its own, the server goes on where only the client has stopped to wait.
  const slow = 'SET statement_timeout = 0; SELECT pg_sleep(5)';
  await expect(pool.query(text || slow)).rejects.toMatchObject(error);
  expect(await session()).not.toBe(before);
});
