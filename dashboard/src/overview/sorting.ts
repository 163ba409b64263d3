import type { Sort } from '../api/overview-queries.js';

export const COLUMN_IDS = [
  'title',
  'status',
  'area',
  'jurisdiction',
  'existence',
  'expectedNext',
  'developmentsCount',
  'id',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** The service's name for sorting by a column; it has none for the others. */
export const SORT_OF: Partial<Record<ColumnId, Sort>> = {
  title: 'title',
  status: 'status',
  area: 'area',
  jurisdiction: 'jurisdiction',
  developmentsCount: 'developments',
  id: 'id',
};

/** The order in the address; by title if the service has no such order. */
export function sortOf(asked = 'title'): Sort {
  const key = asked.replace(/^-/, '');
  return Object.values(SORT_OF).includes(key as never) ? (asked as Sort) : 'title';
}
