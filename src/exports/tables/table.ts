import type { Cell, Column } from './column.js';

/** The tables by the names that requests use. */
export const WHATS = [
  'states',
  'history',
  'facts',
  'panel',
  'developments',
  'events',
  'timelinejs',
  'claims',
] as const;
export type What = (typeof WHATS)[number];

/** One row: its cells in the order of the columns, and its JSON text if that contains more than the cells. */
export interface Row {
  cells: readonly Cell[];
  /** One line of NDJSON; default: made from the cells. */
  json?: string;
}

/** Lines of a text format, ready to be written. */
export interface TextPart {
  bytes: Uint8Array;
  /** Number of rows of the file that are complete with this part. */
  rows: number;
}

/** The content of a file: columns and rows, in an order that depends only on the basis. */
export interface Table {
  readonly columns: readonly Column[];
  /** The number of rows, if it is cheap to count. */
  total: () => Promise<number | undefined>;
  /** Batches of rows; a slow consumer slows the database down. */
  rows: () => AsyncIterable<readonly Row[]>;
  /** The same rows as text made by PostgreSQL, if supported: byte for byte what the writers make of `rows`. */
  text?: (format: 'csv' | 'ndjson') => AsyncIterable<TextPart>;
}
