import type { ByteWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import type { Sink } from '../files/sink.js';
import { bareText, type Cell, type ColumnType } from '../tables/column.js';
import { epochDay, epochMicros } from './epoch.js';
import type { WriteJob, Writer } from './writer.js';

/** Rows of one row group; this many are in memory. */
const GROUP = 10_000;

/** Apache Parquet with typed columns: days are DATE, instants TIMESTAMP of microseconds in UTC. The basis is in its metadata. */
export const parquet: Writer = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  version: 1,
  write: async ({ table, sink, description, labels, onRows }: WriteJob) => {
    // Loaded by the first such export, not by every start.
    const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
    const { columns } = table;
    const writer = new ParquetWriter({
      writer: sinkWriter(new ByteWriter(1 << 20), sink),
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map((column) => element(column.type, labels === null ? column.name : column[labels])),
      ],
      kvMetadata: [
        { key: 'policy-timeline', value: JSON.stringify(description) },
        { key: 'basis', value: JSON.stringify(description.basis) },
      ],
      createdBy: `${description.software.name} ${description.software.version}`,
    });
    let data = columns.map((): unknown[] => []);
    let count = 0;
    const flush = async () => {
      const names = columns.map((column) => (labels === null ? column.name : column[labels]));
      await writer.write({
        columnData: data.map((values, i) => ({ name: names[i] ?? '', data: values })),
        rowGroupSize: GROUP,
      });
      onRows(count);
      data = columns.map((): unknown[] => []);
      count = 0;
    };
    const convert = columns.map(({ type }) => CONVERT[type]);
    for await (const rows of table.rows()) {
      for (const { cells } of rows) {
        cells.forEach((cell, i) => data[i]?.push(cell === null ? null : convert[i]?.(cell)));
        count += 1;
        if (count === GROUP) await flush();
      }
    }
    if (count > 0) await flush();
    await writer.finish();
  },
};

function element(type: ColumnType, name: string): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (type === 'integer') return { ...optional, type: 'INT64' };
  if (type === 'boolean') return { ...optional, type: 'BOOLEAN' };
  if (type === 'day') return { ...optional, type: 'INT32', converted_type: 'DATE' };
  if (type === 'instant')
    return {
      ...optional,
      type: 'INT64',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    };
  // JSON is stored as text: the library's JSON type would parse and serialize it again, and no reader needs it.
  return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
}

const CONVERT: Record<ColumnType, (cell: Exclude<Cell, null>) => unknown> = {
  text: (cell) => cell,
  value: (cell) => bareText(String(cell)),
  json: (cell) => cell,
  boolean: (cell) => cell,
  integer: (cell) => BigInt(cell),
  day: (cell) => epochDay(String(cell)),
  instant: (cell) => epochMicros(String(cell)),
};

/** Passes on the bytes of each row group; the library waits for the promises of `flush` and `finish`. */
function sinkWriter(writer: ByteWriter, sink: Sink): ByteWriter & { flush: () => Promise<void> } {
  const flush = async () => {
    const bytes = Buffer.from(writer.getBytes()); // copied, because the buffer is reused
    writer.index = 0;
    await sink.write(bytes);
  };
  return Object.assign(writer, { flush, finish: flush });
}
