import type { DomainProblem } from '../../../domain/problem.js';
import { badLine } from '../reject.js';

/** A row below the header: its cells as text, one for each column, or why it cannot be read. */
export type Row = { number: number; cells: readonly string[] } | { number: number; problem: DomainProblem };

/** A file of rows with a header; the number of a row is that of the line it begins on, or of the row in its sheet. */
export interface Table {
  columns: readonly string[];
  /** Rows in groups; empty rows are skipped, but count in the numbers. */
  rows: AsyncIterable<readonly Row[]>;
}

export const isEmptyRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The row, or a problem if it does not have one cell for each column. */
export function fittingRow(number: number, cells: readonly string[], columns: number): Row {
  if (cells.length === columns) return { number, cells };
  const detail = `This row has ${cells.length} cells, and the header has ${columns} columns`;
  return { number, problem: badLine('', detail) };
}
