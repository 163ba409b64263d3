import { binaryArray, isArrayElement } from '../../database/binary-array.js';
import { jsonBytes } from '../../database/json-bytes.js';
import type { Column } from './table.js';

type Row = Readonly<Record<string, unknown>>;

/** Rows `r` from one JSON array, a parameter such as `$1`, of objects with these columns' properties. */
export const givenRows = (columns: readonly Column[], parameter: string): string =>
  `json_to_recordset(${parameter}) AS r(${typed(columns)})`;

const typed = (columns: readonly Column[]): string =>
  columns.map(({ property, type }) => `${quoted({ property })} ${type.sql}`).join(', ');
const quoted = ({ property }: Pick<Column, 'property'>): string => `"${property}"`;

/** Rows that become the parameters of one statement. */
export class GivenRows {
  readonly values: Buffer[] = [];

  /**
   * Adds rows. As JSON, because arrays of text for unnest take as long in PostgreSQL and three times as long in Node; only what is
   * long, see `apart`, as arrays of bytes.
   * @returns them as `r` in FROM; its columns have the names of the properties
   */
  from(columns: readonly Column[], rows: readonly object[]): string {
    const short = columns.filter(({ type }) => !type.apart);
    const long = columns.filter(({ type }) => type.apart);
    const json = this.parameter(jsonBytes(rows.map((row) => only(short, row as Row))), 'json');
    if (long.length === 0) return givenRows(short, json);
    const arrays = long.map((column) => `unnest(${this.array(column, rows)})`);
    return `ROWS FROM (json_to_recordset(${json}) AS (${typed(short)}), ${arrays.join(', ')})
      AS r(${[...short, ...long].map(quoted).join(', ')})`;
  }

  private array({ property, type: { sql } }: Column, rows: readonly object[]): string {
    if (!isArrayElement(sql)) throw new Error(`a column of type ${sql} cannot be apart`);
    const values = rows.map((row) => (row as Row)[property] as Buffer | string | null);
    return this.parameter(binaryArray(sql, values), `${sql}[]`);
  }

  private parameter(value: Buffer, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }
}

function only(columns: readonly Column[], row: Row): Record<string, unknown> {
  const taken: Record<string, unknown> = {};
  for (const { property } of columns) taken[property] = row[property];
  return taken;
}
