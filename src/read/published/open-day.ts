import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { FACTS } from '../facts/subscription.js';
import { READ_TABLES } from '../facts/tables.js';
import { inDayLock } from './day-lock.js';
import { IS_VALID } from './day-tables.js';

/** Days whose tables are kept; the least recently used are dropped first. There are more while all of them are in use. */
const KEPT = 6;
const MOST = 2 * KEPT;
/** Tables that are being filled, or were queried a moment ago. */
const IN_USE = `used_at > now() - CASE WHEN filled_to IS NULL THEN interval '1 second' ELSE interval '5 seconds' END`;

/**
 * Creates empty tables for a day, unless they exist, and drops the tables of days that are no longer kept. They are to be
 * filled up to the current position of the facts.
 * @param pool the write pool
 * @returns false if too many days are in use
 */
export async function openDay(pool: pg.Pool, day: Day): Promise<boolean> {
  return inDayLock(pool, 'all', async (tx) => {
    await tx.query(`DELETE FROM read.published_days WHERE NOT (${IS_VALID})`);
    const { rowCount } = await tx.query('SELECT FROM read.published_days WHERE day = $1', [day]);
    if (rowCount !== 0) return true;
    await tx.query(LET_GO);
    const { rowCount: days } = await tx.query('SELECT FROM read.published_days WHERE day IS NOT NULL');
    if ((days ?? 0) >= MOST) return false;
    const { rows } = await tx.query<{ generation: number }>(
      'SELECT generation FROM read.published_days WHERE day IS NULL LIMIT 1',
    );
    const generation = rows[0]?.generation ?? (await makeTables(tx));
    await tx.query(
      `UPDATE read.published_days SET day = $2, used_at = clock_timestamp(),
         position = (SELECT checkpoint FROM log.subscriptions WHERE name = $3)
       WHERE generation = $1`,
      [generation, day, FACTS],
    );
    return true;
  });
}

/** Creates empty tables in advance, so that the first query about the next day does not wait for them, and drops unused tables. */
export async function maintainTables(pool: pg.Pool): Promise<void> {
  await inDayLock(pool, 'all', async (tx) => {
    const { rowCount } = await tx.query('SELECT FROM read.published_days WHERE day IS NULL');
    if (rowCount === 0) await makeTables(tx);
  });
  const { rows } = await pool.query<{ name: string }>(UNUSED, [`^(${READ_TABLES.join('|')})_p[0-9]+$`]);
  // One by one: a transaction that dropped several would lock them in another order than a reader.
  for (const { name } of rows) await pool.query(`DROP TABLE IF EXISTS read.${name}`);
}

/** Drops the tables that a rebuild has made void, instead of the next question. */
export async function dropVoidDays(pool: pg.Pool): Promise<void> {
  await inDayLock(pool, 'all', async (tx) => {
    await tx.query(`DELETE FROM read.published_days WHERE NOT (${IS_VALID})`);
  });
  await maintainTables(pool);
}

const LET_GO = `
  WITH ranked AS (
    SELECT generation, ${IN_USE} AS in_use, row_number() OVER (ORDER BY used_at DESC) AS rank
    FROM read.published_days WHERE day IS NOT NULL)
  DELETE FROM read.published_days AS d USING ranked AS r
  WHERE d.generation = r.generation AND r.rank >= ${KEPT} AND NOT r.in_use`;

/** @returns the number of the new generation, which has no day yet */
async function makeTables(tx: pg.ClientBase): Promise<number> {
  const { rows } = await tx.query<{ generation: number; current: number }>(
    `INSERT INTO read.published_days (generation, made_like)
     SELECT nextval('read.published_generation'), current FROM read.generation RETURNING generation, made_like AS current`,
  );
  const { generation = 0, current = 0 } = rows[0] ?? {};
  const tables = READ_TABLES.map(
    (name) =>
      `CREATE UNLOGGED TABLE read.${name}_p${generation} (LIKE read.${name}_${current} INCLUDING ALL)`,
  );
  await tx.query(tables.join('; '));
  return generation;
}

const UNUSED = `
  SELECT c.relname AS name FROM pg_class AS c
  WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND c.relname ~ $1
    AND NOT EXISTS (SELECT FROM read.published_days AS d WHERE c.relname ~ ('_p' || d.generation || '$'))`;
