import { GivenRows } from './given-rows.js';
import { STILL_KNOWN, type Column, type Table } from './table.js';
import type { Generation } from './generation.js';

const namesOf = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(', ');

/** A table's name and columns in the syntax of INSERT and COPY. */
export const targetOf = ({ name, columns }: Table, generation: Generation): string =>
  `read.${name}${generation} (${namesOf(columns)})`;

/** Inserts rows, given as `r`. */
function insertSql(table: Table, generation: Generation, given: string): string {
  const cells = table.columns.map(({ name, property }) =>
    name === 'known_to' ? `coalesce(r."${property}", ${STILL_KNOWN})` : `r."${property}"`,
  );
  return `INSERT INTO ${targetOf(table, generation)} SELECT ${cells.join(', ')} FROM ${given}`;
}

/** The columns for closing a row: its key, and the position from which it is no longer known. */
const closingColumns = ({ columns, key }: Table): Column[] => [
  ...key,
  ...columns.filter(({ name }) => name === 'known_to'),
];

/** Closes open rows, given as `r` by their `closingColumns`. */
function closeSql(table: Table, generation: Generation, given: string): string {
  const isSame = table.key.map(({ name, property }) => `t.${name} = r."${property}"`);
  return `UPDATE read.${table.name}${generation} AS t SET known_to = r."knownTo" FROM ${given}
    WHERE ${isSame.join(' AND ')} AND t.known_to = ${STILL_KNOWN}`;
}

/** Rows of one table: those that become known, and open ones that are to be closed. */
interface ToWrite {
  table: Table;
  rows: { opened: readonly object[]; closed?: readonly { row: object; knownTo: number }[] };
}

/**
 * One statement that writes the rows of several tables; null if there are none. Its parts all see the tables as they were before: a
 * new row may have the key of a closed one, and is not closed with it.
 */
export function writeSql(
  tables: readonly ToWrite[],
  generation: Generation,
): { text: string; values: Buffer[] } | null {
  const given = new GivenRows();
  const parts: string[] = [];
  const add = (sql: string) => parts.push(`part_${parts.length} AS (${sql})`);
  for (const { table, rows } of tables) {
    const { opened, closed = [] } = rows;
    if (closed.length > 0) {
      const closing = closed.map(({ row, knownTo }) => ({ ...row, knownTo }));
      add(closeSql(table, generation, given.from(closingColumns(table), closing)));
    }
    if (opened.length > 0) add(insertSql(table, generation, given.from(table.columns, opened)));
  }
  return parts.length === 0 ? null : { text: `WITH ${parts.join(',\n')} SELECT`, values: given.values };
}

/**
 * A text, column `digest`, that is equal for equal rows known by position `$1`, in any order. A row that a later position
 * closed counts as open.
 * @param from where the rows are, if not in the table alone
 */
export const digestSql = (
  { name, columns }: Table,
  generation: Generation,
  from = `read.${name}${generation}`,
): string => `
  SELECT count(*) || ':' || coalesce(sum(hash_record_extended(ROW(${columns.map(digested).join(', ')}), 0)), 0) AS digest
  FROM ${from} AS t WHERE known_from <= $1`;

const digested = ({ name }: Column): string =>
  name === 'known_to' ? `CASE WHEN known_to > $1 THEN ${STILL_KNOWN} ELSE known_to END` : name;
