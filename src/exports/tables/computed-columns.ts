import { isFieldPath } from '../../domain/field-path.js';
import type { Cell, Column } from './column.js';
import type { Row } from './table.js';

/** A column whose cells are computed in this process. */
export interface ComputedColumn<Item> extends Column {
  of: (item: Item) => Cell;
}

/**
 * The requested columns, in that order. If columns are named, the rows have no JSON line of their own, because it would contain
 * all columns.
 */
export function rowMaker<Item>(
  columns: readonly ComputedColumn<Item>[],
  lineOf: ((item: Item) => string) | null,
): (item: Item) => Row {
  return (item) => ({
    cells: columns.map((column) => column.of(item)),
    ...(lineOf && { json: lineOf(item) }),
  });
}

/** The named columns of `all`; `extra` makes a column for a name that is not among them. */
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

/** A label that another column shares is replaced by the column's name: Parquet cannot distinguish two columns of one name. */
function distinctLabel(column: Column, picked: readonly Column[], language: 'en' | 'ja'): string {
  const label = column[language];
  const shared = picked.some((other) => other.name !== column.name && other[language] === label);
  return shared ? `${label} (${column.name})` : label;
}

/** The parts of a column name such as `state/items/pac-3` or `candidates/status`; null for any other name. */
export function fieldColumn(name: string): { of: 'state' | 'candidates'; field: string } | null {
  const [, of, field = ''] = /^(state|candidates)\/(.+)$/s.exec(name) ?? [];
  return isFieldPath(field) ? { of: of as 'state' | 'candidates', field } : null;
}

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
