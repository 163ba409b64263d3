import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Encoding } from './encoding.js';

/**
 * Converts text to UTF-8 without a byte order mark; U+0000 replaces bytes that are invalid in the encoding. No record may hold
 * a NUL, so such a row is rejected later; U+FFFD could be a real character of the file.
 */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* checkedUtf8(bytes);
  else yield* decoded(bytes, encoding);
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(encoding);
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  // UTF-16 can hold U+FFFD itself; only lone surrogates are invalid.
  const unreadable = wide ? /\p{Cs}/gu : /\uFFFD/g;
  let length = 0;
  let half = ''; // first half of a surrogate pair whose second half is in the next chunk
  for await (const chunk of bytes) {
    length += chunk.length;
    const text = half + decoder.write(chunk);
    half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    const whole = half === '' ? text : text.slice(0, -1);
    if (whole !== '') yield Buffer.from(whole.replace(unreadable, '\0'));
  }
  const odd = wide && length % 2 === 1 ? '\0' : '';
  const rest = half + (decoder.end() ?? '') + odd;
  if (rest !== '') yield Buffer.from(rest.replace(unreadable, '\0'));
}

const MARK = Buffer.from('\uFEFF');
const REPLACEMENT = Buffer.from('\uFFFD');

async function* checkedUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of bytes) {
    let all: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first && all.length < MARK.length) {
      rest = all;
      continue;
    }
    if (first && all.subarray(0, MARK.length).equals(MARK)) all = all.subarray(MARK.length);
    first = false;
    const end = wholeCharacters(all);
    rest = all.subarray(end);
    yield readable(all.subarray(0, end));
  }
  if (rest.length > 0) yield readable(rest);
}

/** The length without an incomplete character at the end; a character has up to four bytes (RFC 3629). */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue; // a continuation byte of a character
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The text is split at genuine U+FFFD, so that any other comes from decoding. */
function readable(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const parts: string[] = [];
  let start = 0;
  for (let at = bytes.indexOf(REPLACEMENT); at >= 0; at = bytes.indexOf(REPLACEMENT, start)) {
    parts.push(bytes.toString('utf8', start, at));
    start = at + REPLACEMENT.length;
  }
  parts.push(bytes.toString('utf8', start));
  return Buffer.from(parts.map((part) => part.replaceAll('\uFFFD', '\0')).join('\uFFFD'));
}
