import { STILL_KNOWN, type Column, type Table } from './table.js';
import type { Generation } from './generation.js';

const namesOf = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(', ');

/** Rows from one JSON array, `$1`, of objects with these columns' properties. */
const given = (columns: readonly Column[]): string =>
  `json_to_recordset($1) AS r(${columns.map(({ property, type }) => `"${property}" ${type.sql}`).join(', ')})`;

/** A table's name and columns in the syntax of INSERT and COPY. */
export const targetOf = ({ name, columns }: Table, generation: Generation): string =>
  `read.${name}${generation} (${namesOf(columns)})`;

/** Inserts rows. As JSON, because arrays for unnest take as long in PostgreSQL and three times as long in Node. */
export function insertSql(table: Table, generation: Generation): string {
  const cells = table.columns.map(({ name, property }) =>
    name === 'known_to' ? `coalesce(r."${property}", ${STILL_KNOWN})` : `r."${property}"`,
  );
  return `INSERT INTO ${targetOf(table, generation)} SELECT ${cells.join(', ')} FROM ${given(table.columns)}`;
}

/** The columns for closing a row: its key, and the position from which it is no longer known. */
export const closingColumns = ({ columns, key }: Table): Column[] => [
  ...key,
  ...columns.filter(({ name }) => name === 'known_to'),
];

/** Closes open rows, given by their `closingColumns`. */
export function closeSql(table: Table, generation: Generation): string {
  const isSame = table.key.map(({ name, property }) => `t.${name} = r."${property}"`);
  return `UPDATE read.${table.name}${generation} AS t SET known_to = r."knownTo" FROM ${given(closingColumns(table))}
    WHERE ${isSame.join(' AND ')} AND t.known_to = ${STILL_KNOWN}`;
}

/**
 * A text, column `digest`, that is equal for equal rows known by position `$1`, in any order. A row that a later position
 * closed counts as open.
 */
export const digestSql = ({ name, columns }: Table, generation: Generation): string => `
  SELECT count(*) || ':' || coalesce(sum(hashtextextended(concat_ws('|', ${columns.map(digested).join(', ')}), 0)::numeric), 0) AS digest
  FROM read.${name}${generation} WHERE known_from <= $1`;

function digested({ name, type }: Column): string {
  if (name === 'known_to') return `CASE WHEN known_to > $1 THEN ${STILL_KNOWN} ELSE known_to END`;
  // concat_ws skips nulls, so two different rows would look equal.
  return type.nullable ? `coalesce(${name}::text, '∅')` : name;
}
