import { csvTable, type CsvOptions } from './csv.js';
import { inflated } from './input.js';
import type { Mapping } from './mapping.js';
import { ndjsonLines, type UnreadLine } from './ndjson.js';
import type { LineOptions } from './read-line.js';
import { badLine } from './reject.js';
import { tableLines } from './table-lines.js';

/** How a file is to be read. */
export interface ReadingOptions extends CsvOptions, LineOptions {
  /** What the columns mean: the file is CSV. Without it, it is NDJSON. */
  mapping?: Mapping | undefined;
}

/** A file that is ready to be imported. */
export interface ImportSource {
  lines: AsyncIterable<UnreadLine[]>;
  /** How it is read, what was left to be found out included. */
  reading: ReadingOptions;
}

/**
 * Reads the beginning of a file, and the rest as its lines are asked for.
 * @param raw the file, which may be gzip
 * @throws DomainProblem `invalid-input` if it can't be read as asked, or if the mapping does not fit it
 */
export async function importSource(
  raw: AsyncIterable<Buffer>,
  options: ReadingOptions,
): Promise<ImportSource> {
  const bytes = inflated(raw);
  const { mapping } = options;
  if (!mapping) {
    const superfluous = (['encoding', 'delimiter'] as const).find((name) => options[name] !== undefined);
    if (superfluous)
      throw badLine('', `${superfluous} is for CSV, which needs a mapping; NDJSON is always UTF-8`);
    return { lines: ndjsonLines(bytes, options), reading: options };
  }
  const table = await csvTable(bytes, options);
  const { encoding, delimiter } = table;
  return { lines: tableLines(table, mapping, options), reading: { ...options, encoding, delimiter } };
}
