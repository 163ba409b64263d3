import { peek, splitLines, type RawLine } from '../file-bytes.js';
import { badLine } from '../reject.js';
import { encodingToRead, type Encoding } from './encoding.js';
import { CsvRows, type CsvRow } from './csv-rows.js';
import { fittingRow, isEmptyRow, type Row, type Table } from './table.js';
import { toUtf8 } from './to-utf8.js';

/** Bytes used to detect the encoding, and those used to detect the delimiter and line ends. */
const DETECTION_BYTES = 1 << 20;
const HEAD = 1 << 16;

export interface CsvOptions {
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
}

/** A CSV file and how it is read. */
interface CsvTable extends Table {
  encoding: Encoding;
  delimiter: Delimiter;
}

/**
 * A CSV file (RFC 4180, with a header) as a table, in constant memory. Options that are not given are detected from its
 * beginning.
 * @throws DomainProblem `invalid-input` if the encoding cannot be detected, or there is no readable header
 */
export async function csvTable(bytes: AsyncIterable<Buffer>, options: CsvOptions): Promise<CsvTable> {
  const { head, all } = await peek(bytes, DETECTION_BYTES);
  const encoding = encodingToRead(head, options.encoding);
  const text = await peek(toUtf8(all, encoding), HEAD);
  const delimiter = options.delimiter ?? detectDelimiter(text.head.toString());
  const oldMac = !text.head.includes('\n') && text.head.includes('\r');
  const rows = csvRows(splitLines(text.all, oldMac ? '\r' : '\n'), DELIMITERS[delimiter]);
  const { header, rest } = await headerOf(rows);
  if ('problem' in header) throw badLine('', `The header (line ${header.number}): ${header.problem.detail}`);
  const columns = header.cells;
  const unreadable = columns.find((name) => name.includes('\0'));
  if (unreadable !== undefined) throw badLine('', `The header (line ${header.number}): ${notIn(encoding)}`);
  return { encoding, delimiter, columns, rows: below(rest, rows, columns, encoding) };
}

async function* csvRows(
  lines: AsyncIterable<RawLine[]>,
  delimiter: string,
): AsyncGenerator<CsvRow[], undefined> {
  const reader = new CsvRows(delimiter);
  for await (const some of lines) yield withoutEmpty(reader.add(some));
  yield withoutEmpty(reader.end());
  return undefined;
}

const withoutEmpty = (rows: readonly CsvRow[]): CsvRow[] =>
  rows.filter((row) => 'problem' in row || !isEmptyRow(row.cells));

/** The first row, and the rows that were read with it. @throws DomainProblem */
async function headerOf(
  rows: AsyncGenerator<CsvRow[], undefined>,
): Promise<{ header: CsvRow; rest: CsvRow[] }> {
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    const [header, ...rest] = next.value;
    if (header) return { header, rest };
  }
  throw badLine('', 'The file is empty: its first line must name the columns');
}

async function* below(
  first: readonly CsvRow[],
  others: AsyncIterable<readonly CsvRow[]>,
  columns: readonly string[],
  encoding: Encoding,
): AsyncGenerator<Row[]> {
  const rowOf = (row: CsvRow): Row => {
    if ('problem' in row) return row;
    const at = row.cells.findIndex((cell) => cell.includes('\0'));
    if (at < 0) return fittingRow(row.number, row.cells, columns.length);
    const detail = `The cell ${JSON.stringify(columns[at] ?? at + 1)} has ${notIn(encoding)}`;
    return { number: row.number, problem: badLine('', detail) };
  };
  yield first.map(rowOf);
  for await (const rows of others) yield rows.map(rowOf);
}

const notIn = (encoding: Encoding): string =>
  `bytes that are no characters of ${encoding}, or a NUL. If the whole file is garbled, name its encoding`;

/** Delimiters of CSV cells by their names in parameters, where a tab or semicolon is hard to write. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = keyof typeof DELIMITERS;

/**
 * The most frequent delimiter in the header outside of quotes; a comma if there is none.
 * @param head the beginning of the text, without a byte order mark
 */
function detectDelimiter(head: string): Delimiter {
  const header = headerLineOf(head);
  const names = Object.keys(DELIMITERS) as Delimiter[];
  const count = (name: Delimiter) => header.split(DELIMITERS[name]).length;
  return names.reduce((most, name) => (count(name) > count(most) ? name : most));
}

/** The first line with more than delimiters, without quoted text; a line break within quotes does not end it. */
function headerLineOf(head: string): string {
  const lines = head.replaceAll(/"[^"]*"/g, 'x').split(/[\r\n]+/);
  return lines.find((line) => /[^\s,;]/.test(line)) ?? '';
}
