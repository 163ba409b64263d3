import { isFieldPath } from '../../domain/field-path.js';
import type { Cell, Column } from './column.js';
import type { Row } from './table.js';

/** A column whose cells are made of items in this process. */
export interface ComputedColumn<Item> extends Column {
  of: (item: Item) => Cell;
}

/** The columns asked for, in that order; those left out, when some are named, take the whole line of JSON with them. */
export function rowMaker<Item>(
  columns: readonly ComputedColumn<Item>[],
  lineOf: ((item: Item) => string) | null,
): (item: Item) => Row {
  return (item) => ({
    cells: columns.map((column) => column.of(item)),
    ...(lineOf && { json: lineOf(item) }),
  });
}

/** Of `all`, those named; `extra` makes a column of a name that is not among them. */
export function pick<C extends Column>(
  all: readonly C[],
  names: readonly string[] | undefined,
  extra?: (name: string) => C,
): readonly C[] {
  if (!names) return all;
  const picked = names.map((name) => {
    const column = all.find((one) => one.name === name) ?? extra?.(name);
    if (!column) throw new Error(`there is no column ${name}`);
    return column;
  });
  return picked.map((column) => ({
    ...column,
    en: distinctLabel(column, picked, 'en'),
    ja: distinctLabel(column, picked, 'ja'),
  }));
}

/** A label that another column has too gets the column's name: two columns of one name cannot be told apart in Parquet. */
function distinctLabel(column: Column, picked: readonly Column[], language: 'en' | 'ja'): string {
  const label = column[language];
  const shared = picked.some((other) => other.name !== column.name && other[language] === label);
  return shared ? `${label} (${column.name})` : label;
}

/** What a column such as `state/items/pac-3` or `candidates/status` is of; null for a name that is none. */
export function fieldColumn(name: string): { of: 'state' | 'candidates'; field: string } | null {
  const [, of, field = ''] = /^(state|candidates)\/(.+)$/s.exec(name) ?? [];
  return isFieldPath(field) ? { of: of as 'state' | 'candidates', field } : null;
}

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
