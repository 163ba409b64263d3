import { FORMULA_START } from '../formats/csv.js';
import type { ColumnType } from './column.js';

/** A column of facts: its value in SQL, as Cell wants it. `r` is the row as read, `f` the fact, `p` its policy. */
export interface SqlColumn {
  name: string;
  type: ColumnType;
  sql: string;
  /** Its JSON text where that is cheaper than to make it of `sql`; never null. */
  json?: string;
  /** Cannot hold anything a JSON string or a CSV field would have to quote. */
  plain?: true;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const STARTS = `ARRAY[${FORMULA_START.map((start) => `U&'\\${(start.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}'`).join(',')}]`;

/** Text that no spreadsheet takes for a formula; the same as `inert` of formats/csv.ts. */
const inert = (sql: string) =>
  `CASE WHEN left(${sql}, 1) = ANY (${STARTS}) THEN '''' || ${sql} ELSE ${sql} END`;

/** The text of a JSON value as people read it. Only a string with a backslash has to be parsed for that. */
const bare = (sql: string) =>
  `CASE WHEN strpos(${sql}, '\\') > 0 THEN ${sql}::json #>> '{}' ELSE substr(${sql}, 2, length(${sql}) - 2) END`;

/** A column as COPY's CSV gets it. */
export function csvSql({ type, sql, plain }: SqlColumn): string {
  if (type === 'text' && !plain) return inert(sql);
  if (type === 'value')
    return `CASE WHEN left(${sql}, 1) = '"' THEN (SELECT ${inert('b.bare')} FROM (SELECT ${bare(sql)} AS bare OFFSET 0) AS b) ELSE ${sql} END`;
  return sql;
}

/** A row as one line of JSON. */
export function jsonLineSql(columns: readonly SqlColumn[]): string {
  const members = columns.map(
    (column, i) => `${literal(`${i === 0 ? '{' : ','}"${column.name}":`)} || ${jsonSql(column)}`,
  );
  return `${members.join(' || ')} || '}'`;
}

function jsonSql({ type, sql, json, plain }: SqlColumn): string {
  if (json !== undefined) return json;
  if (type === 'value' || type === 'json') return `coalesce(${sql}, 'null')`;
  if (type === 'integer' || type === 'boolean') return `coalesce((${sql})::text, 'null')`;
  const text = plain ? `'"' || ${sql} || '"'` : `to_json(${sql})::text`;
  return `coalesce(${text}, 'null')`;
}

/**
 * One column of JSON lines through COPY's CSV, unquoted: its quote and delimiter are control characters, which JSON text never
 * holds, and neither does it hold line ends. COPY's own text format would double the backslashes.
 */
export const RAW_LINES = `FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'`;
