import type pg from 'pg';
import type { Generation } from './generation.js';
import { digestSql } from './table-sql.js';
import { TABLES } from './tables.js';

/** One text for all that the tables of a generation say about what was known by a position, whatever the order of rows. */
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
