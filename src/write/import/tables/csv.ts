import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { peek, splitLines, type RawLine } from '../file-bytes.js';
import { badLine } from '../reject.js';
import { encodingToRead, type Encoding } from './encoding.js';
import { CsvRows, type CsvRow } from './csv-rows.js';
import { fittingRow, isEmptyRow, type Row, type Table } from './table.js';

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

/**
 * Converts text to UTF-8 without a byte order mark; U+0000 replaces bytes that are invalid in the encoding. No record may hold
 * a NUL, so such a row is rejected later; U+FFFD could be a real character of the file.
 */
async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* checkedUtf8(bytes);
  else yield* decoded(bytes, encoding);
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(encoding);
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  // UTF-16 can hold U+FFFD itself; only lone surrogates are invalid.
  const unreadable = wide ? /\p{Cs}/gu : /\uFFFD/g;
  let length = 0;
  let half = ''; // first half of a surrogate pair whose second half is in the next chunk
  for await (const chunk of bytes) {
    length += chunk.length;
    const text = half + decoder.write(chunk);
    half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    const whole = half === '' ? text : text.slice(0, -1);
    if (whole !== '') yield Buffer.from(whole.replace(unreadable, '\0'));
  }
  const odd = wide && length % 2 === 1 ? '\0' : '';
  const rest = half + (decoder.end() ?? '') + odd;
  if (rest !== '') yield Buffer.from(rest.replace(unreadable, '\0'));
}

const MARK = Buffer.from('\uFEFF');
const REPLACEMENT = Buffer.from('\uFFFD');

async function* checkedUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of bytes) {
    let all: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first && all.length < MARK.length) {
      rest = all;
      continue;
    }
    if (first && all.subarray(0, MARK.length).equals(MARK)) all = all.subarray(MARK.length);
    first = false;
    const end = wholeCharacters(all);
    rest = all.subarray(end);
    yield readable(all.subarray(0, end));
  }
  if (rest.length > 0) yield readable(rest);
}

/** The length without an incomplete character at the end; a character has up to four bytes (RFC 3629). */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue; // a continuation byte of a character
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The text is split at genuine U+FFFD, so that any other comes from decoding. */
function readable(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const parts: string[] = [];
  let start = 0;
  for (let at = bytes.indexOf(REPLACEMENT); at >= 0; at = bytes.indexOf(REPLACEMENT, start)) {
    parts.push(bytes.toString('utf8', start, at));
    start = at + REPLACEMENT.length;
  }
  parts.push(bytes.toString('utf8', start));
  return Buffer.from(parts.map((part) => part.replaceAll('\uFFFD', '\0')).join('\uFFFD'));
}
