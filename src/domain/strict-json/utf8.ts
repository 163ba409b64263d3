import { type JsonMistake, mistakeAt } from './json-mistake.js';

const BYTE_ORDER_MARK = '\uFEFF';
/** Has no state between calls, so one decoder is enough; creating one costs more than decoding a line. */
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NO_PLACE = { pointer: '', line: 1, column: 1 };

/** Decodes UTF-8 without repairs: a replaced byte would be stored as something that the sender never wrote. */
export function decodeUtf8(
  bytes: Uint8Array,
): { ok: true; text: string } | { ok: false; mistake: JsonMistake } {
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
