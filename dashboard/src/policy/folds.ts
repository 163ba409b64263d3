import type { Lane } from './lanes.js';

/** With more lanes than this, collections are collapsed by default. */
const READABLE = 12;

/** A collection with the number of its lanes. */
export interface Fold {
  collection: string;
  count: number;
}

/** The collections with two lanes or more, if there are too many lanes to read; else none. */
export function foldsOf(lanes: readonly Lane[]): Fold[] {
  if (lanes.length <= READABLE) return [];
  const counts = new Map<string, number>();
  for (const { field } of lanes) {
    const collection = collectionOf(field);
    if (collection !== null) counts.set(collection, (counts.get(collection) ?? 0) + 1);
  }
  return [...counts].flatMap(([collection, count]) => (count > 1 ? [{ collection, count }] : []));
}

/** The lanes outside collapsed collections. */
export function unfolded(
  lanes: readonly Lane[],
  folds: readonly Fold[],
  opened: ReadonlySet<string>,
): Lane[] {
  const closed = new Set(folds.flatMap(({ collection }) => (opened.has(collection) ? [] : [collection])));
  return lanes.filter(({ field }) => !closed.has(collectionOf(field) ?? ''));
}

const collectionOf = (field: string): string | null =>
  field.includes('/') ? (field.split('/')[0] ?? null) : null;
