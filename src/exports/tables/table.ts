import type { Cell, Column } from './column.js';

/** One row: its cells in the order of the columns, and its JSON text where that says more than the cells. */
export interface Row {
  cells: readonly Cell[];
  /** One line of NDJSON; left out: made of the cells. */
  json?: string;
}

/** Lines of a text format, ready to be written. */
export interface TextPart {
  bytes: Uint8Array;
  /** How many rows of the file are complete with it. */
  rows: number;
}

/** What a file holds: columns and rows, row after row in an order that the basis alone decides. */
export interface Table {
  readonly columns: readonly Column[];
  /** How many rows there will be, if that is cheap to tell. */
  total: () => Promise<number | undefined>;
  /** Batches of rows; a consumer that is slow slows the database. */
  rows: () => AsyncIterable<readonly Row[]>;
  /** The same rows as text that PostgreSQL made, where it can: byte for byte what the writers make of `rows`. */
  text?: (format: 'csv' | 'ndjson') => AsyncIterable<TextPart>;
}
