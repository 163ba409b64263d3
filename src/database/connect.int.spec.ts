import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { checkServer } from './durability.js';
import { openPools } from './connect.js';
import { checkSessionSettings } from './session-settings.js';
import { inTransaction } from './transaction.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

const one = async (sql: string): Promise<unknown> => {
  const { rows } = await database.readPool.query<{ value: unknown }>(`SELECT ${sql} AS value`);
  return rows[0]?.value;
};

describe('The pools', () => {
  it('return days, instants and decimals as exact text, in any local time zone', async () => {
    expect(await one(`date '0001-01-01'`)).toBe('0001-01-01');
    expect(await one(`timestamptz '2024-07-31T09:00:00.123456+09'`)).toBe('2024-07-31 00:00:00.123456+00');
    expect(await one(`timestamp '2024-07-31 09:00:00.123456'`)).toBe('2024-07-31 09:00:00.123456');
    expect(await one(`0.10::numeric`)).toBe('0.10');
    expect(await one(`ARRAY[date '2024-01-01', NULL]`)).toEqual(['2024-01-01', null]);
  });

  it('return bigint as a number, and refuse one beyond 2^53', async () => {
    expect(await one(`9007199254740991::bigint`)).toBe(9007199254740991);
    expect(await one(`ARRAY[1::bigint, NULL]`)).toEqual([1, null]);
    await expect(one(`9007199254740992::bigint`)).rejects.toThrow(/beyond what a number holds/);
    expect(await one('1')).toBe(1);
  });

  it('do not affect other users of pg in the process', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ value: unknown }>('SELECT now() AS value');
    await client.end();
    expect(rows[0]?.value).toBeInstanceOf(Date);
  });

  it('refuse writes through the read pool', async () => {
    await expect(database.readPool.query('CREATE TABLE t (a int)')).rejects.toMatchObject({ code: '25006' });
    expect(await one(`current_setting('plan_cache_mode')`)).toBe('force_generic_plan');
  });

  it('compile no plans, which before PostgreSQL 18 would cost each append 50 ms', async () => {
    expect(await one(`current_setting('jit')`)).toBe('off');
    const { rows } = await database.writePool.query<{ jit: string }>('SHOW jit');
    expect(rows).toEqual([{ jit: 'off' }]);
  });

  it('are refused where a pooler keeps their settings from the server, or refuses them', async () => {
    await checkSessionSettings({ write: database.writePool, read: database.readPool });
    const bare = new pg.Pool({ connectionString: database.url });
    await expect(checkSessionSettings({ write: database.writePool, read: bare })).rejects.toThrow(
      /do not reach PostgreSQL \(.*default_transaction_read_only.*\). Connect to PostgreSQL itself/,
    );
    await bare.end();
    const unheard = new pg.Pool();
    const query = () => Promise.reject(new Error('unsupported startup parameter: statement_timeout'));
    await expect(
      checkSessionSettings({ write: Object.assign(unheard, { query }), read: database.readPool }),
    ).rejects.toThrow(
      /A pooler before PostgreSQL refuses .*statement_timeout.* Connect to PostgreSQL itself/,
    );
    await unheard.end();
  });

  it('bound every wait', async () => {
    const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    for (const name of names) expect(await one(`current_setting('${name}')`)).not.toBe('0');
  });

  it('survive the loss of idle and of busy connections', async () => {
    const lost: Error[] = [];
    const pools = openPools(database.url, { size: 2, onError: (error) => lost.push(error) });
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND application_name = 'policy-timeline write'`;
    await pools.write.query('SELECT 1');
    const cut = inTransaction(pools.write, async (tx) => {
      await database.readPool.query(end);
      await new Promise((resolve) => setTimeout(resolve, 100)); // the connection is lost between two queries
      await tx.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    expect((await pools.write.query('SELECT 1')).rowCount).toBe(1);
    await database.readPool.query(end);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lost).toHaveLength(1);
    expect((await pools.write.query('SELECT 1')).rowCount).toBe(1);
    await pools.end();
  });

  it('roll back what throws, and keep what does not', async () => {
    await database.writePool.query('CREATE TABLE t (a int)');
    await inTransaction(database.writePool, (tx) => tx.query('INSERT INTO t VALUES (1)'));
    const failed = inTransaction(database.writePool, async (tx) => {
      await tx.query('INSERT INTO t VALUES (2)');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect((await database.readPool.query('SELECT a FROM t')).rows).toEqual([{ a: 1 }]);
  });
});

describe('The server', () => {
  it('is taken with safe settings', async () => {
    await expect(checkServer(database.writePool)).resolves.toBeUndefined();
  });

  it('is refused in one line when a commit may be lost', async () => {
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${database.name} SET synchronous_commit = off`);
    const pools = openPools(database.url);
    await expect(checkServer(pools.write)).rejects.toThrow(
      /^The database is not safe to use: synchronous_commit is off \(set it on; [^\n]*$/,
    );
    await pools.end();
    await admin.end();
  });

  it('is refused when it is too old or does not speak UTF-8', async () => {
    const rows = Object.entries({
      server_version_num: '140011',
      server_version: '14.11',
      server_encoding: 'SQL_ASCII',
      fsync: 'off',
      full_page_writes: 'off',
    }).map(([name, setting]) => ({ name, setting }));
    const pool = { query: () => Promise.resolve({ rows }) } as unknown as pg.Pool;
    await expect(checkServer(pool)).rejects.toThrow(
      /fsync is off .*full_page_writes is off .*14\.11 \(use 15 or later\).*SQL_ASCII/,
    );
  });
});
