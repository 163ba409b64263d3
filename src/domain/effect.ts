import type { Json, JsonObject } from './json.js';

/**
 * What a development says about one field: its value (null: explicitly none), or `clear`: no value applies any more. `field` is
 * a field path (see field-path.ts).
 */
export type Effect = { field: string; set: Json } | { field: string; clear: true };

export function set(field: string, value: Json): Effect {
  return { field, set: value };
}

export function clear(field: string): Effect {
  return { field, clear: true };
}

/** The values without the undefined ones. */
export function given(values: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

/** Sets each field whose value is defined. */
export function setGiven(values: Record<string, Json | undefined>): Effect[] {
  return Object.entries(given(values)).map(([field, value]) => set(field, value));
}
