import type { Sink } from '../files/sink.js';
import type { Row, Table } from '../tables/table.js';

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
    await sink.write(Buffer.from(rows.map((row) => `${line(row)}\n`).join(''), 'utf8'));
    onRows(rows.length);
  }
}
