import { csvTable, type CsvOptions } from './tables/csv.js';
import { inflated, peek, splitLines } from './file-bytes.js';
import { xlsxTable, ZIP } from './tables/xlsx.js';
import { type Mapping, filled } from './tables/mapping.js';
import { type LineOptions, type ImportLine, readLine, lineOf } from './import-line.js';
import { badLine } from './reject.js';
import type { Table } from './tables/table.js';

/** How to read a file. */
export interface ReadingOptions extends CsvOptions, LineOptions {
  /** The meaning of the columns of a CSV or XLSX file. Without it, the file is NDJSON. */
  mapping?: Mapping | undefined;
  /** The name of the sheet of an XLSX file; default: the first with rows. */
  sheet?: string | undefined;
}

/** A file that is ready to be imported. */
interface ImportSource {
  lines: AsyncIterable<UnreadLine[]>;
  /** How the file is read, including detected options. */
  reading: ReadingOptions;
}

/**
 * Reads the beginning of a file; the rest is read as its lines are requested.
 * @param raw the file, may be gzip
 * @throws DomainProblem `invalid-input` if it cannot be read as requested, or if the mapping does not fit it
 */
export async function importSource(
  raw: AsyncIterable<Buffer>,
  options: ReadingOptions,
): Promise<ImportSource> {
  const { head, all } = await peek(inflated(raw), ZIP.length);
  const { mapping } = options;
  const isXlsx = head.subarray(0, ZIP.length).equals(ZIP);
  checkOptions(options, isXlsx);
  if (!mapping) return { lines: ndjsonLines(all, options), reading: options };
  if (isXlsx) {
    const table = await xlsxTable(all, options.sheet);
    return { lines: tableLines(table, mapping, options), reading: { ...options, sheet: table.sheet } };
  }
  const table = await csvTable(all, options);
  const { encoding, delimiter } = table;
  return { lines: tableLines(table, mapping, options), reading: { ...options, encoding, delimiter } };
}

/** Refuses options without effect, because they would hide a mistake. @throws DomainProblem */
function checkOptions(options: ReadingOptions, isXlsx: boolean): void {
  if (isXlsx && !options.mapping)
    throw badLine('', 'The file is XLSX: send the mapping of its columns with it');
  const superfluous = ([...CSV_ONLY, 'sheet'] as const).find(
    (name) => options[name] !== undefined && (!options.mapping || isXlsx !== (name === 'sheet')),
  );
  if (superfluous === undefined) return;
  const file = !options.mapping ? 'NDJSON, as files without a mapping are' : isXlsx ? 'XLSX' : 'CSV';
  throw badLine(
    '',
    `${superfluous} is for ${superfluous === 'sheet' ? 'XLSX' : 'CSV'}; this file is ${file}`,
  );
}

const CSV_ONLY = ['encoding', 'delimiter'] as const;

/** A line of a file that has not been parsed yet. */
export interface UnreadLine {
  number: number;
  /** Its bytes, or approximately. */
  size: number;
  /** @throws DomainProblem for a line to reject */
  read: () => ImportLine;
}

/** The lines of an NDJSON file, in groups; empty lines are skipped, but count in the line numbers. */
export async function* ndjsonLines(
  bytes: AsyncIterable<Buffer>,
  options: LineOptions = {},
): AsyncGenerator<UnreadLine[]> {
  for await (const lines of splitLines(bytes))
    yield lines
      .filter((line) => !line.bytes?.every(isSpace))
      .map((line) => ({
        number: line.number,
        size: line.bytes?.length ?? 0,
        read: () => readLine(line, options),
      }));
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;

/**
 * The rows of a table as import lines.
 * @throws DomainProblem `invalid-input` if the mapping does not fit the columns, before any row is read
 */
function tableLines(
  { columns, rows }: Table,
  mapping: Mapping,
  options: LineOptions,
): AsyncIterable<UnreadLine[]> {
  const fill = filled(mapping, columns);
  return (async function* () {
    for await (const some of rows)
      yield some.map((row) => {
        const { number } = row;
        if ('cells' in row) {
          const size = row.cells.reduce((sum, cell) => sum + cell.length, 0);
          return { number, size, read: () => lineOf(fill(row.cells), number, options) };
        }
        return {
          number,
          size: 0,
          read: () => {
            throw row.problem;
          },
        };
      });
  })();
}
