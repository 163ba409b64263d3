import type { DomainProblem } from '../../domain/problem.js';
import { badLine } from './reject.js';

/** A row below the header: its cells as text, one for each column, or why it can't be read. */
export type Row = { number: number; cells: readonly string[] } | { number: number; problem: DomainProblem };

/** A file of rows with a header; a row's number is that of the line it begins on, or of the row of its sheet. */
export interface Table {
  columns: readonly string[];
  /** Some rows at a time; empty ones are left out, though they count in the numbers. */
  rows: AsyncIterable<readonly Row[]>;
}

export const isEmptyRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The row, if it has a cell for each column. */
export function fittingRow(number: number, cells: readonly string[], columns: number): Row {
  if (cells.length === columns) return { number, cells };
  const detail = `This row has ${cells.length} cells, and the header has ${columns} columns`;
  return { number, problem: badLine('', detail) };
}
