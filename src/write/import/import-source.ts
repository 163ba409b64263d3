import { csvTable, type CsvOptions } from './csv.js';
import { inflated } from './input.js';
import { peek } from './peek.js';
import { xlsxTable, ZIP } from './xlsx/xlsx.js';
import type { Mapping } from './mapping.js';
import { ndjsonLines, type UnreadLine } from './ndjson.js';
import type { LineOptions } from './read-line.js';
import { badLine } from './reject.js';
import { tableLines } from './table-lines.js';

/** How to read a file. */
export interface ReadingOptions extends CsvOptions, LineOptions {
  /** The meaning of the columns of a CSV or XLSX file. Without it, the file is NDJSON. */
  mapping?: Mapping | undefined;
  /** The name of the sheet of an XLSX file; default: the first with rows. */
  sheet?: string | undefined;
}

/** A file that is ready to be imported. */
export interface ImportSource {
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
