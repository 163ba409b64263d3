import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The canonical text of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * prints them. Equal values give equal bytes, so their hashes and digests can be compared. Undefined members are left out.
 *
 * @throws Error for values that JSON cannot hold (NaN, Infinity, bigint), TypeError for undefined itself and for a string with
 *   a lone surrogate, which RFC 8785 (section 3.2.2.2) forbids because UTF-8 cannot carry it
 */
export function canonicalText(value: unknown): string {
  const text = (canonicalize as unknown as (value: unknown) => string | undefined)(value);
  if (text === undefined) throw new TypeError('The value cannot be written as JSON.');
  if (ESCAPED_SURROGATE.test(text))
    throw new TypeError('The value holds a lone surrogate, which UTF-8 cannot encode.');
  return text;
}

/** JSON.stringify writes a lone surrogate as an escape; an even run of backslashes before it is text, not an escape. */
const ESCAPED_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;
/** U+0000 is an escape in canonical text; PostgreSQL can store it neither in text nor in jsonb. */
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/** Whether PostgreSQL can hold the canonical text as text and as jsonb. */
export function isStorable(canonical: string): boolean {
  return isPlainText(canonical) && !ESCAPED_SURROGATE.test(canonical) && !ESCAPED_NUL.test(canonical);
}

/** Whether PostgreSQL can store the text: no lone surrogate, no U+0000. */
export function isPlainText(text: string): boolean {
  return !/[\p{Cs}\0]/u.test(text);
}

/** SHA-256 of a text's UTF-8 bytes: 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Digest of a JSON value: equal for equal values, whatever the order of their members. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalText(value));
}
