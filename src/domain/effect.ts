import type { Json } from './json.js';

/**
 * What a development says about one field: its value (null: explicitly none), or that nothing is said any more.
 * `field` is a field path (see field-path.ts).
 */
export type Effect = { field: string; set: Json } | { field: string; clear: true };

export function set(field: string, value: Json): Effect {
  return { field, set: value };
}

export function clear(field: string): Effect {
  return { field, clear: true };
}
