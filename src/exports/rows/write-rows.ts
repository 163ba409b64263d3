import type { Sink } from '../files/sink.js';
import { csv } from '../formats/csv.js';
import { ndjson } from '../formats/ndjson.js';
import type { Table } from '../tables/table.js';

/** Writes rows as the file of an export has them: the columns' names head CSV. */
export function writeRows(format: 'csv' | 'ndjson', table: Table, sink: Sink): Promise<void> {
  const writer = { csv, ndjson }[format];
  return writer.write({ table, sink, bom: false, labels: null, onRows: () => undefined });
}
