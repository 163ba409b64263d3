import type { Json } from '../json.js';
import type { JsonMistake } from './json-mistake.js';
import { JsonScanner } from './json-scanner.js';
import { decodeUtf8 } from './utf8.js';

export type StrictJson = { ok: true; value: Json } | { ok: false; mistakes: readonly JsonMistake[] };

/**
 * Reads one JSON text (RFC 8259) and refuses everything that two readers could understand differently (I-JSON, RFC 7493):
 * invalid UTF-8 and byte order marks, a repeated name in an object, lone surrogates, and numbers that a double would change
 * (isExactNumber). Also refused: NUL, which PostgreSQL's text cannot hold, the name `__proto__`, and nesting deeper than
 * MAX_DEPTH. The check is a loop that runs before anything recurses, so no input can exhaust the stack; its time is in
 * proportion to the length. The caller limits the size.
 *
 * @returns the value exactly as JSON.parse gives it, or the mistakes: the first syntax error alone, otherwise up to
 *   MAX_MISTAKES in the order of the text
 */
export function parseStrictJson(bytes: Uint8Array): StrictJson {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return { ok: false, mistakes: [decoded.mistake] };
  const mistakes = new JsonScanner(decoded.text).scan();
  if (mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, value: JSON.parse(decoded.text) as Json };
}
