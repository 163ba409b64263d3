import type { Sink } from '../files/sink.js';
import { csv } from '../formats/csv.js';
import { ndjson } from '../formats/ndjson.js';
import type { Table } from '../tables/table.js';

/** Writes rows in the format of export files: the header of CSV has the columns' names. */
export function writeRows(format: 'csv' | 'ndjson', table: Table, sink: Sink): Promise<void> {
  const writer = { csv, ndjson }[format];
  return writer.write({ table, sink, bom: false, labels: null, onRows: () => undefined });
}
