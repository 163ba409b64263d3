import type pg from 'pg';
import { countDeltas } from './count-deltas.js';
import type { Changes, TableChanges } from './changes.js';
import type { Generation } from './generation.js';
import type { Table } from './table.js';
import { closeSql, closingColumns, insertSql } from './table-sql.js';
import { COUNT_DELTAS, DEVELOPMENTS, FIELD_STEPS, POLICIES, UPCOMING, VERSIONS } from './tables.js';

/**
 * Writes the changes of a batch, one statement per table and verb. Open rows are closed before new ones are inserted: a new row
 * may have the key of a closed one, and must not be closed with it.
 */
export async function writeChanges(
  tx: pg.ClientBase,
  changes: Changes,
  generation: Generation = '',
): Promise<void> {
  const run = async (sql: string, rows: readonly object[], properties?: string[]) => {
    if (rows.length > 0) await tx.query(sql, [JSON.stringify(rows, properties)]);
  };
  const insert = (table: Table, rows: readonly object[]) => run(insertSql(table, generation), rows);
  const write = async (table: Table, { closed, opened }: TableChanges<{ knownTo: number | null }>) => {
    const properties = closingColumns(table).map(({ property }) => property);
    const rows = closed.map(({ row, knownTo }) => ({ ...row, knownTo }));
    await run(closeSql(table, generation), rows, properties);
    await insert(table, opened);
  };
  await write(FIELD_STEPS, changes.facts);
  await write(UPCOMING, changes.upcoming);
  await write(DEVELOPMENTS, changes.developments);
  await write(POLICIES, changes.policies);
  await insert(VERSIONS, changes.versions);
  await insert(COUNT_DELTAS, countDeltas(changes));
}
