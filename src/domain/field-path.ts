/** A slug: one part of a field path, 1 to 100 characters. It cannot start with `$` or `_`, so `$…` and `__proto__` are impossible. */
export const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** A field: one name, such as `status`, or a collection and a key, such as `items/pac-3`. */
export const FIELD_PATH = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/;

/** Collections that kinds write to; none of these names can hold a value of its own. */
export type Collection =
  | 'permits'
  | 'prohibits'
  | 'conditions'
  | 'positions'
  | 'interest'
  | 'items'
  | 'stages'
  | 'expected';

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

export function isFieldPath(text: string): boolean {
  return FIELD_PATH.test(text);
}

/** The path of a key in one of the kinds' own collections. */
export function inCollection(collection: Collection, key: string): string {
  return `${collection}/${key}`;
}

/** `items` for `items/pac-3`; undefined for a name without a collection, such as `status`. */
export function collectionOf(path: string): string | undefined {
  const slash = path.indexOf('/');
  return slash === -1 ? undefined : path.slice(0, slash);
}

/** The first part of a path: `items` for `items/pac-3`, `status` for `status`. */
export function nameOf(path: string): string {
  return collectionOf(path) ?? path;
}
