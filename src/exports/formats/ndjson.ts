import type { Cell, Column, ColumnType } from '../tables/column.js';
import { writeLines } from './text-lines.js';
import type { RowJob, Writer } from './writer.js';

/** One JSON object per line, and nothing else. */
export const ndjson = {
  extension: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  version: 1,
  write: async (job: RowJob) => {
    const { columns } = job.table;
    await writeLines('ndjson', job, ({ cells, json }) => json ?? jsonLine(columns, cells));
  },
} satisfies Writer;

const jsonLine = (columns: readonly Column[], cells: readonly Cell[]): string =>
  `{${columns.map(({ name, type }, i) => `${JSON.stringify(name)}:${jsonCell(type, cells[i] ?? null)}`).join(',')}}`;

function jsonCell(type: ColumnType, cell: Cell): string {
  if (cell === null) return 'null';
  return type === 'value' || type === 'json' ? String(cell) : JSON.stringify(cell);
}
