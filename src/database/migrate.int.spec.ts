import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { migrate } from './migrate.js';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-migrations-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const write = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
};
const records = async () =>
  (await database.readPool.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')).rows as Record<
    string,
    unknown
  >[];

describe('Migrating', () => {
  it('brings an empty database to the newest schema, once, and records it as Prisma does', async () => {
    const names = await migrate(database.url);
    expect(names[0]).toBe('20261122000001_log');
    expect(await migrate(database.url)).toEqual([]);
    const sql = readFileSync(
      new URL('../../prisma/migrations/20261122000001_log/migration.sql', import.meta.url),
    );
    const [record] = await records();
    expect(record).toMatchObject({
      migration_name: '20261122000001_log',
      checksum: createHash('sha256').update(sql).digest('hex'),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    });
    expect(record?.['id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(String(record?.['finished_at']) >= String(record?.['started_at'])).toBe(true);
  });

  it('applies in the order of names, and only what is new', async () => {
    write('2_second', 'ALTER TABLE t ADD b int');
    write('1_first', 'CREATE TABLE t (a int)');
    expect(await migrate(database.url, folder)).toEqual(['1_first', '2_second']);
    write('3_third', 'ALTER TABLE t ADD c int; ALTER TABLE t ADD d int');
    expect(await migrate(database.url, folder)).toEqual(['3_third']);
  });

  it('lets processes that start at once wait for each other', async () => {
    write('1_first', 'CREATE TABLE t (a int)');
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, folder)));
    expect(applied.flat()).toEqual(['1_first']);
  });

  it('leaves nothing of a migration that fails, and can be run again when it is mended', async () => {
    write('1_first', 'CREATE TABLE t (a int); SELECT 1/0');
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /^Migration 1_first could not be applied.*division by zero$/,
    );
    expect(await records()).toEqual([]);
    write('1_first', 'CREATE TABLE t (a int)');
    expect(await migrate(database.url, folder)).toEqual(['1_first']);
  });

  it('refuses what it cannot vouch for: changed, unknown or failed migrations', async () => {
    write('1_first', 'CREATE TABLE t (a int)');
    await migrate(database.url, folder);
    write('1_first', 'CREATE TABLE t (a int, b int)');
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first was changed after it was applied/);
    rmSync(join(folder, '1_first'), { recursive: true });
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first, unknown here: it is newer/);
    await database.writePool.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first failed in this database/);
    await database.writePool.query('UPDATE _prisma_migrations SET rolled_back_at = now()');
    expect(await migrate(database.url, folder)).toEqual([]);
  });
});
