import type { Json } from '../json.js';
import { type JsonMistake, mistakeAt } from './json-mistake.js';
import { JsonScanner } from './json-scanner.js';

type StrictJson = { ok: true; value: Json } | { ok: false; mistakes: readonly JsonMistake[] };

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

const BYTE_ORDER_MARK = '\uFEFF';
/** Has no state between calls, so one decoder is enough; creating one costs more than decoding a line. */
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NO_PLACE = { pointer: '', line: 1, column: 1 };

/** Decodes UTF-8 without repairs: a replaced byte would be stored as something that the sender never wrote. */
function decodeUtf8(bytes: Uint8Array): { ok: true; text: string } | { ok: false; mistake: JsonMistake } {
  try {
    const text = STRICT.decode(bytes);
    if (!text.startsWith(BYTE_ORDER_MARK)) return { ok: true, text };
    return { ok: false, mistake: { ...NO_PLACE, detail: 'Leave out the byte order mark at the beginning' } };
  } catch {
    // The repairing decoder writes U+FFFD at the first bad byte; a genuine U+FFFD before it only makes the location inexact.
    const repaired = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const detail = 'The text is not valid UTF-8, the only encoding of JSON';
    return { ok: false, mistake: mistakeAt(repaired, repaired.indexOf('\uFFFD'), '', detail) };
  }
}
