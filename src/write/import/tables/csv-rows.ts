import { parse } from 'csv-parse/sync';
import { badLine } from '../reject.js';
import { LINE_LIMIT, type RawLine } from '../file-bytes.js';
import type { DomainProblem } from '../../../domain/problem.js';

const QUOTE = 0x22;
const NEW_LINE = Buffer.from('\n');

/** A row as it is in the file, including the header. */
export type CsvRow = { number: number; cells: string[] } | { number: number; problem: DomainProblem };

/**
 * Rows of a CSV file (RFC 4180) with any number of cells. A broken row is reported alone: a misplaced or unclosed quote costs
 * only its line, and reading continues with the next line. A parser of the whole file would still be inside the quoted text.
 */
export class CsvRows {
  private pending: RawLine[] = [];

  constructor(private readonly delimiter: string) {}

  /** The rows that are complete with these lines. */
  add(lines: readonly RawLine[]): CsvRow[] {
    this.pending = this.pending.length === 0 ? [...lines] : [...this.pending, ...lines];
    return this.take(false);
  }

  /** The rows of the remaining lines at the end of the file. */
  end(): CsvRow[] {
    return this.take(true);
  }

  private take(ended: boolean): CsvRow[] {
    const lines = this.pending;
    const rows: CsvRow[] = [];
    let simple: RawLine[] = [];
    let at = 0;
    while (at < lines.length) {
      const line = lines[at] as RawLine;
      if (line.bytes !== null && isEven(line.bytes)) {
        simple.push(line);
        at += 1;
        continue;
      }
      rows.push(...this.read(simple));
      simple = [];
      const { row, lines: used } = this.several(lines, at, ended);
      if (used === 0) break;
      if (row) rows.push(row);
      at += used;
    }
    rows.push(...this.read(simple));
    this.pending = lines.slice(at);
    return rows;
  }

  /** Reads lines that are one row each, unless a quote is misplaced. */
  private read(lines: readonly RawLine[]): CsvRow[] {
    const some = lines.filter(({ bytes }) => !isBlank(bytes as Buffer));
    const records = this.parse(some.map(({ bytes }) => withoutReturn(bytes as Buffer)));
    if (records) return some.map(({ number }, i) => ({ number, cells: records[i] as string[] }));
    return some.map(({ number, bytes }) => {
      const cells = this.parse([withoutReturn(bytes as Buffer)])?.[0];
      return cells ? { number, cells } : { number, problem: MISPLACED };
    });
  }

  /** The row that begins in a line with an open quote. @returns 0 lines if the closing line has not arrived yet */
  private several(lines: readonly RawLine[], from: number, ended: boolean): { row?: CsvRow; lines: number } {
    const { number, bytes: first } = lines[from] as RawLine;
    if (first === null) return { row: { number, problem: TOO_LONG }, lines: 1 };
    let size = first.length;
    let to = from + 1;
    for (let even = false; !even; to += 1) {
      const bytes = lines[to]?.bytes;
      if (bytes === undefined && !ended) return { lines: 0 };
      size += bytes?.length ?? LINE_LIMIT;
      if (!bytes || size > LINE_LIMIT) return { row: { number, problem: NEVER_CLOSED }, lines: 1 };
      even = !isEven(bytes);
    }
    const parts = lines.slice(from, to).flatMap(({ bytes }) => [bytes as Buffer, NEW_LINE]);
    const cells = this.parse([withoutReturn(Buffer.concat(parts.slice(0, -1)))])?.[0];
    if (!cells) return { row: { number, problem: MISPLACED }, lines: 1 };
    return { row: { number, cells }, lines: to - from };
  }

  /** @returns the cells of each record; undefined if a quote is misplaced in one of them */
  private parse(records: readonly Buffer[]): string[][] | undefined {
    if (records.length === 0) return [];
    const parts = records.flatMap((record) => [record, NEW_LINE]);
    const options = { delimiter: this.delimiter, record_delimiter: '\n', relax_column_count: true };
    try {
      const parsed: string[][] = parse(Buffer.concat(parts), options);
      return parsed.length === records.length ? parsed : undefined;
    } catch {
      return undefined; // csv-parse throws for nothing else with these options
    }
  }
}

const MISPLACED = badLine(
  '',
  'A quote (") is misplaced: a cell with quotes is put in quotes as a whole, and each in it is doubled ("")',
);
const NEVER_CLOSED = badLine(
  '',
  'A quote (") opens a cell here and none closes it; double it ("") if it is part of the text',
);
const TOO_LONG = badLine('', `A row may have up to ${LINE_LIMIT} bytes`);

/** Whether all quotes opened in a line are closed in it: a quote within quotes is doubled. */
function isEven(bytes: Buffer): boolean {
  let even = true;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) even = !even;
  return even;
}

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
const withoutReturn = (bytes: Buffer): Buffer => (bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes);
