import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { Cell, Column, ColumnType } from '../tables/column.js';
import type { Sink } from '../files/sink.js';
import type { Row, Table } from '../tables/table.js';
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

/** Rows as lines of text: made by PostgreSQL if the table supports it, else here, batch by batch. */
export async function writeLines(
  format: 'csv' | 'ndjson',
  { table, sink, onRows }: { table: Table; sink: Sink; onRows: (count: number) => void },
  line: (row: Row) => string,
): Promise<void> {
  if (table.text) {
    for await (const { bytes, rows } of table.text(format)) {
      await sink.write(bytes);
      onRows(rows);
    }
    return;
  }
  for await (const rows of table.rows()) {
    const lines = await mapYielding(rows, (row) => `${line(row)}\n`);
    await sink.write(Buffer.from(lines.join(''), 'utf8'));
    onRows(rows.length);
  }
}
