import canonicalizeModule from 'canonicalize';

// The types describe an ES module; Node imports the CommonJS function itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/**
 * The canonical text of a value (RFC 8785): two values are equal exactly if their texts are equal.
 * @throws Error for a value that is not JSON (undefined, NaN), which is a mistake of the caller
 */
export function canonicalText(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}
