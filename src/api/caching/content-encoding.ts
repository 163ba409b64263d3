import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** The content codings of answers, the better one first (RFC 9110, section 8.4.1; RFC 7932). */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** A smaller answer fits into one packet anyway. */
const WORTH_BYTES = 1024;
const COMPRESSIBLE =
  /^(text\/|image\/svg\+xml|application\/([a-z0-9.-]+\+)?(json|xml|x-ndjson|javascript)\b)/;

/** Whether an answer of this type and size is compressed. Pictures and export files are compressed already. */
export function isWorthEncoding(contentType: unknown, bytes: number): boolean {
  return bytes >= WORTH_BYTES && typeof contentType === 'string' && COMPRESSIBLE.test(contentType);
}

/** The coding for a client by its Accept-Encoding (RFC 9110, section 12.5.3); undefined: none. */
export function codingFor(acceptEncoding: string | string[] | undefined): Coding | undefined {
  const weights = new Map(
    String(acceptEncoding ?? '')
      .toLowerCase()
      .split(',')
      .map((entry): [string, number] => {
        const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
        const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
        return [name, quality === undefined ? 1 : Number(quality)];
      }),
  );
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0;
  return CODINGS.filter((coding) => weightOf(coding) > 0).sort((a, b) => weightOf(b) - weightOf(a))[0];
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
/** Brotli quality 4 is as fast as gzip and a tenth smaller; files that every visitor loads once and caches get more time. */
const FAST = 4;
const THOROUGH = 10;
const SLOW_TYPES = /^text\/(javascript|css)/;

/** Recently encoded answers: the dashboard's files and pinned answers are requested repeatedly. */
const encoded = new LRUCache<string, Buffer>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (body) => body.length,
});

/**
 * Encodes the body.
 * @param tag the entity tag of the plain body, the key of the cache
 */
export async function encode(
  body: string | Buffer,
  { coding, tag, contentType }: { coding: Coding; tag: string; contentType: string },
): Promise<Buffer> {
  const key = `${coding} ${tag}`;
  const known = encoded.get(key);
  if (known) return known;
  const quality = SLOW_TYPES.test(contentType) ? THOROUGH : FAST;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  const result = await (coding === 'br' ? brotli(body, { params }) : gzipped(body));
  encoded.set(key, result);
  return result;
}
