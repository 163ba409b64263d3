import type pg from 'pg';
import type { Generation } from './generation.js';
import { digestSql } from './table-sql.js';
import { TABLES } from './tables.js';

/** A text that is equal if the tables of two generations say the same about what was known by a position, in any order of rows. */
export async function digestOf(
  client: pg.ClientBase,
  generation: Generation,
  position: number,
): Promise<string> {
  const parts: string[] = [];
  for (const table of TABLES) {
    const { rows } = await client.query<{ digest: string }>(digestSql(table, generation), [position]);
    parts.push(`${table.name} ${rows[0]?.digest ?? ''}`);
  }
  return parts.join(', ');
}
