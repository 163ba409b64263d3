import type { Field } from '../api/client.js';

/** Fields that are shown together: those of one collection, or those without one. */
export interface Group {
  /** The collection; null: fields that belong to none. */
  collection: string | null;
  fields: readonly (readonly [path: string, field: Field])[];
}

/** Collections that readers look for first; others follow by name. */
const FIRST = ['permits', 'prohibits', 'conditions', 'items', 'stages', 'positions', 'interest'];

const natural = new Intl.Collator('en', { numeric: true });

/** The status first, then the collections, then further details; names in natural order, so that item-2 comes before item-10. */
export function groupsOf(fields: Readonly<Record<string, Field>>): Group[] {
  const entries = Object.entries(fields).sort(([a], [b]) => natural.compare(a, b));
  const group = (collection: string | null, fits: (path: string) => boolean): Group => ({
    collection,
    fields: entries.filter(([path]) => fits(path)),
  });
  const collections = [...new Set(entries.flatMap(([path]) => (path.includes('/') ? [nameOf(path)] : [])))];
  return [
    group(null, (path) => path === 'status'),
    ...collections
      .sort((a, b) => rank(a) - rank(b))
      .map((collection) => group(collection, (path) => path.startsWith(`${collection}/`))),
    group(null, (path) => path !== 'status' && !path.includes('/')),
  ].filter(({ fields }) => fields.length > 0);
}

const nameOf = (path: string): string => path.split('/')[0] ?? path;

/** Expected dates come last: the list beside the state shows them, too. */
function rank(collection: string): number {
  if (collection === 'expected') return FIRST.length + 1;
  const place = FIRST.indexOf(collection);
  return place < 0 ? FIRST.length : place;
}
