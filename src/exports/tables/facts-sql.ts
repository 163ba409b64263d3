import { FORMULA_START } from '../formats/csv.js';

/** A JSON text in double quotes; the SQL text must need no escape. */
export const quoted = (sql: string): string => `'"' || ${sql} || '"'`;

/** JSON's null for SQL's. */
export const orNull = (sql: string): string => `coalesce(${sql}, 'null')`;

const FORMULA = `(${FORMULA_START.map((sign) => sign.codePointAt(0)).join(', ')})`;

/** Text that no spreadsheet takes for a formula, like `inert` of formats/csv.ts. @param beginning its first character, or more */
const inert = (sql: string, beginning = sql) =>
  `CASE WHEN ascii(${beginning}) IN ${FORMULA} THEN '''' || ${sql} ELSE ${sql} END`;

/** A JSON value for CSV. A string (34 is the quote) is parsed only if it has escapes; otherwise only the quotes are removed. */
export const valueCsv = (json: string): string =>
  `CASE WHEN ascii(${json}) <> 34 THEN ${json} WHEN strpos(${json}, '\\') > 0 THEN ${inert(`(${json}::json #>> '{}')`)}
    ELSE ${inert(`split_part(${json}, '"', 2)`, `substr(${json}, 2, 1)`)} END`;

/** A row as one line of JSON. */
export function jsonLine(columns: readonly { name: string; json: string }[]): string {
  const members = columns.map(({ name, json }, i) => `'${i === 0 ? '{' : ','}"${name}":' || ${json}`);
  // Adjacent literals are joined, because each concatenation copies the line so far.
  return `${members.join(' || ')} || '}'`.replaceAll(`' || '`, '');
}

/**
 * One column of JSON lines through COPY's CSV format without quoting: the quote and the delimiter are control characters, which
 * JSON text never contains, and it contains no line ends. COPY's text format would double the backslashes.
 */
export const RAW_LINES = `FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'`;
