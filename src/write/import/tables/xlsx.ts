import { nearest } from '../../../domain/nearest.js';
import { DomainProblem } from '../../../domain/problem.js';
import type { CsvRow } from './csv-rows.js';
import { badLine } from '../reject.js';
import { fittingRow, isEmptyRow, type Row, type Table } from './table.js';
import { sheetRows } from './xlsx-rows.js';
import { openWorkbook, type Sheet, type Workbook } from './xlsx-workbook.js';

/** Most bytes of a file: 64 MiB. The archive is kept in memory, because its directory is at its end. */
const FILE_LIMIT = 1 << 26;

/** The first bytes of a ZIP archive. */
export const ZIP = Buffer.from('PK\x03\x04');

export interface SheetTable extends Table {
  sheet: string;
  /** The names of all visible sheets. */
  sheets: readonly string[];
}

/**
 * A sheet of an XLSX file as a table: its first row that is not empty holds the names of the columns.
 *
 * @param asked the name of the sheet; default: the first with rows below a header
 * @throws DomainProblem `invalid-input`, `import-too-large`
 */
export async function xlsxTable(
  bytes: AsyncIterable<Buffer>,
  asked: string | undefined,
): Promise<SheetTable> {
  const workbook = await openWorkbook(await whole(bytes));
  const sheets = workbook.sheets.map(({ name }) => name);
  for (const sheet of asked === undefined ? workbook.sheets : [named(asked, workbook)]) {
    const table = await tableOf(workbook, sheet);
    if (table) return { ...table, sheet: sheet.name, sheets };
  }
  throw badLine('', `No sheet has rows below a header: ${asked ?? sheets.join(', ')}`);
}

async function whole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > FILE_LIMIT)
      throw new DomainProblem(
        'import-too-large',
        `An XLSX file may have up to ${FILE_LIMIT} bytes; save the sheet as CSV`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function named(asked: string, { sheets }: Workbook): Sheet {
  const sheet = sheets.find(({ name }) => name === asked);
  if (sheet) return sheet;
  const allowed = sheets.map(({ name }) => name);
  const detail = `The file has no sheet ${JSON.stringify(asked)}; it has ${allowed.join(', ')}`;
  const didYouMean = nearest(asked, allowed);
  throw new DomainProblem('invalid-input', detail, {
    errors: [{ parameter: 'sheet', detail, allowed, didYouMean }],
  });
}

/** @returns undefined if the sheet has no row below a header */
async function tableOf(workbook: Workbook, sheet: Sheet): Promise<Table | undefined> {
  const rows = filledRows(workbook, sheet);
  const { value: header } = await rows.next();
  if (!header) return undefined;
  if ('problem' in header) throw badLine('', `The header (row ${header.number}): ${header.problem.detail}`);
  const { value: first } = await rows.next();
  if (!first) return undefined;
  const columns = header.cells;
  return { columns, rows: below(first, rows, columns.length) };
}

/** The rows that are not empty. */
async function* filledRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<CsvRow, undefined> {
  for await (const rows of sheetRows(workbook, sheet))
    for (const row of rows) if ('problem' in row || !isEmptyRow(row.cells)) yield row;
  return undefined;
}

const AT_ONCE = 500;

async function* below(first: CsvRow, others: AsyncIterable<CsvRow>, columns: number): AsyncGenerator<Row[]> {
  let rows = [fitting(first, columns)];
  for await (const row of others) {
    if (rows.length === AT_ONCE) {
      yield rows;
      rows = [];
    }
    rows.push(fitting(row, columns));
  }
  yield rows;
}

/** A sheet omits empty cells at the end of a row. */
function fitting(row: CsvRow, columns: number): Row {
  if ('problem' in row) return row;
  const missing = Math.max(0, columns - row.cells.length);
  const cells = [...row.cells, ...new Array<string>(missing).fill('')];
  return fittingRow(row.number, isEmptyRow(cells.slice(columns)) ? cells.slice(0, columns) : cells, columns);
}
