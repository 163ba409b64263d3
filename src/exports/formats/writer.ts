import type { Sink } from '../files/sink.js';
import type { Manifest } from '../files/manifest.js';
import type { Table, What } from '../tables/table.js';

/** What a writer can put into the file itself: the manifest without the final size, row count and digest. */
export type Description = Omit<Manifest, 'rows' | 'bytes' | 'sha256'>;

export interface WriteJob {
  table: Table;
  sink: Sink;
  description: Description;
  /** Byte order mark, for CSV. */
  bom: boolean;
  labels: 'en' | 'ja' | null;
  /** Where the service is reached, for formats with IRIs; left out: they are relative. */
  publicUrl?: string | undefined;
  /** Called for each written batch of rows; throws to stop the export. */
  onRows: (count: number) => void;
}

/** The members for formats without a description in the file. */
export type RowJob = Omit<WriteJob, 'description'>;

/** One file format. */
export interface Writer {
  extension: string;
  mediaType: string;
  /** Raised when the bytes for the same rows change; manifests contain it. */
  version: number;
  /** The one table that it can hold; left out: every table. */
  onlyFor?: What;
  /** The default of that table, which is otherwise the first format that holds every table. */
  unlessAsked?: true;
  /** It is made of whole rows, so a request can't choose columns. */
  withoutColumns?: true;
  write: (job: WriteJob) => Promise<void>;
}
