import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TABLES } from '../../src/read/facts/tables.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** Filled by statements that sum up other tables, not from rows. */
const SUMMED = ['count_sums'];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('each column that the migrations give a read table is written once more in tables.ts, with its type', async () => {
  const { rows } = await database.readPool.query<{ name: string; columns: string[] }>(
    `SELECT regexp_replace(t.table_name, '_[0-9]+$', '') AS name,
       array_agg(c.column_name || ' ' || replace(replace(replace(c.udt_name, 'int8', 'bigint'), 'int4', 'integer'), 'bool', 'boolean')
         || CASE c.is_nullable WHEN 'YES' THEN ' null' ELSE '' END ORDER BY c.ordinal_position) AS columns
     FROM information_schema.tables AS t JOIN information_schema.columns AS c USING (table_schema, table_name)
     WHERE t.table_schema = 'read' AND t.table_type = 'BASE TABLE' AND t.table_name ~ '_[0-9]+$' AND t.table_name NOT LIKE 'search%'
     GROUP BY t.table_name`,
  );
  const migrated = new Map(rows.map(({ name, columns }) => [name, columns]));
  SUMMED.forEach((name) => migrated.delete(name));
  // An open row's `known_to` is null in memory only.
  const written = TABLES.map(({ name, columns }): [string, string[]] => [
    name,
    columns.map(({ name: column, type: { sql, nullable } }) =>
      [column, sql.replace(/^(.*)\[\]$/, '_$1'), ...(nullable && column !== 'known_to' ? ['null'] : [])].join(
        ' ',
      ),
    ),
  ]);
  expect(new Map(written)).toEqual(migrated);
});
