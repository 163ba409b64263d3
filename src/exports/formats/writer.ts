import type { Sink } from '../files/sink.js';
import type { Manifest } from '../files/manifest.js';
import type { Table } from '../tables/table.js';

/** What a writer may tell in the file itself: everything about it but the size and digest that it will have. */
export type Description = Omit<Manifest, 'rows' | 'bytes' | 'sha256'>;

export interface WriteJob {
  table: Table;
  sink: Sink;
  description: Description;
  /** Byte order mark, for CSV. */
  bom: boolean;
  labels: 'en' | 'ja' | null;
  /** Told of each batch of rows that is written; throws to stop. */
  onRows: (count: number) => void;
}

/** One file format. */
export interface Writer {
  extension: string;
  mediaType: string;
  /** Goes up whenever the bytes for the same rows change; files name it. */
  version: number;
  write: (job: WriteJob) => Promise<void>;
}
