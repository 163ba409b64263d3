import { bareText, type Cell, type Column, type ColumnType } from '../tables/column.js';
import { writeLines } from './ndjson.js';
import type { RowJob, Writer } from './writer.js';

/**
 * Comma-separated values (RFC 4180, lines ended by LF), in the dialect of PostgreSQL's COPY: null is empty, an empty text is
 * `""`. Header: the columns' names, or their labels.
 */
export const csv = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  version: 1,
  write: async (job: RowJob) => {
    const { columns } = job.table;
    const { labels } = job;
    const header = columns.map((column) => quoted(labels === null ? column.name : column[labels])).join(',');
    await job.sink.write(Buffer.from(`${job.bom ? BOM : ''}${header}\n`, 'utf8'));
    await writeLines('csv', job, ({ cells }) => csvLine(columns, cells));
  },
} satisfies Writer;

const BOM = '\uFEFF';

const csvLine = (columns: readonly Column[], cells: readonly Cell[]): string =>
  columns.map(({ type }, i) => csvCell(type, cells[i] ?? null)).join(',');

function csvCell(type: ColumnType, cell: Cell): string {
  if (cell === null) return '';
  if (type === 'text') return quoted(inert(String(cell)));
  if (type !== 'value') return quoted(String(cell));
  // The minus sign of a number does not start a formula; that of a text does in a spreadsheet.
  const json = String(cell);
  return json.startsWith('"') ? quoted(inert(bareText(json))) : quoted(json);
}

/** Characters that start a formula in a spreadsheet, in ASCII or full width, or that it skips before one. */
export const FORMULA_START = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/** Makes text that no spreadsheet takes for a formula. Source: OWASP, "CSV Injection". */
const inert = (text: string): string => (FORMULA_START.includes(text[0] ?? '') ? `'${text}` : text);

const quoted = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
