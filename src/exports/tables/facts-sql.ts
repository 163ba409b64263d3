import { FORMULA_START } from '../formats/csv.js';

/** A JSON text in double quotes, of SQL text that holds nothing to escape. */
export const quoted = (sql: string): string => `'"' || ${sql} || '"'`;

/** JSON's null for SQL's. */
export const orNull = (sql: string): string => `coalesce(${sql}, 'null')`;

const FORMULA = `(${FORMULA_START.map((sign) => sign.codePointAt(0)).join(', ')})`;

/** Text that no spreadsheet takes for a formula, the same as `inert` of formats/csv.ts. @param beginning its first character, or more */
const inert = (sql: string, beginning = sql) =>
  `CASE WHEN ascii(${beginning}) IN ${FORMULA} THEN '''' || ${sql} ELSE ${sql} END`;

/** A JSON value as CSV has it. A string (34 is the quote) is parsed only for its escapes: without any, the quotes are its ends. */
export const valueCsv = (json: string): string =>
  `CASE WHEN ascii(${json}) <> 34 THEN ${json} WHEN strpos(${json}, '\\') > 0 THEN ${inert(`(${json}::json #>> '{}')`)}
    ELSE ${inert(`split_part(${json}, '"', 2)`, `substr(${json}, 2, 1)`)} END`;

/** A row as one line of JSON. */
export function jsonLine(columns: readonly { name: string; json: string }[]): string {
  const members = columns.map(({ name, json }, i) => `'${i === 0 ? '{' : ','}"${name}":' || ${json}`);
  // Neighbouring literals become one: each concatenation copies the line so far.
  return `${members.join(' || ')} || '}'`.replaceAll(`' || '`, '');
}

/**
 * One column of JSON lines through COPY's CSV, unquoted: its quote and delimiter are control characters, which JSON text never
 * holds, and neither does it hold line ends. COPY's own text format would double the backslashes.
 */
export const RAW_LINES = `FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'`;
