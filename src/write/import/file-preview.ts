import { createReadStream } from 'node:fs';
import { csvTable, type Delimiter } from './tables/csv.js';
import type { Encoding } from './tables/encoding.js';
import type { ReadingOptions } from './import-source.js';
import { inflated, peek } from './file-bytes.js';
import type { Row, Table } from './tables/table.js';
import { xlsxTable, ZIP } from './tables/xlsx.js';

/** Number of rows in a preview. */
const SHOWN = 20;
const HEAD = 1 << 16;

/** The content of a file, for choosing a mapping of its columns. */
export interface FilePreview {
  format: 'ndjson' | 'csv' | 'xlsx';
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheet?: string;
  sheets?: readonly string[];
  columns?: readonly string[];
  /** The first rows below the header. */
  rows?: readonly { line: number; cells?: readonly string[]; problem?: string }[];
}

/**
 * The detected format of a file and, for a table, its columns and first rows.
 * @throws DomainProblem `invalid-input` if it cannot be read
 */
export async function previewOf(path: string, options: ReadingOptions): Promise<FilePreview> {
  const file = createReadStream(path);
  try {
    const { head, all } = await peek(inflated(file), HEAD);
    if (/^\s*\{/.test(head.toString('latin1'))) return { format: 'ndjson' };
    if (head.subarray(0, ZIP.length).equals(ZIP)) {
      const table = await xlsxTable(all, options.sheet);
      const { sheet, sheets, columns } = table;
      return { format: 'xlsx', sheet, sheets, columns, rows: await firstRows(table) };
    }
    const table = await csvTable(all, options);
    const { encoding, delimiter, columns } = table;
    return { format: 'csv', encoding, delimiter, columns, rows: await firstRows(table) };
  } finally {
    file.destroy();
  }
}

async function firstRows({ rows }: Table): Promise<NonNullable<FilePreview['rows']>> {
  const first: Row[] = [];
  for await (const some of rows) {
    first.push(...some.slice(0, SHOWN - first.length));
    if (first.length === SHOWN) break;
  }
  return first.map((row) => ({
    line: row.number,
    ...('cells' in row ? { cells: row.cells } : { problem: row.problem.detail }),
  }));
}
