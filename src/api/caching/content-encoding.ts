import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** The codings that answers are sent in, the better one first (RFC 9110, section 8.4.1; RFC 7932). */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** Below this many bytes an answer fits a packet anyway. */
const WORTH_BYTES = 1024;
const COMPRESSIBLE =
  /^(text\/|image\/svg\+xml|application\/([a-z0-9.-]+\+)?(json|xml|x-ndjson|javascript)\b)/;

/** Whether an answer of this type and size has encoded forms. Pictures and files of exports are compressed already. */
export function isWorthEncoding(contentType: unknown, bytes: number): boolean {
  return bytes >= WORTH_BYTES && typeof contentType === 'string' && COMPRESSIBLE.test(contentType);
}

/** The coding for a client by its Accept-Encoding (RFC 9110, section 12.5.3); undefined: as it is. */
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
/** As fast as gzip and a tenth smaller; files that every visitor loads once and keeps get more time. */
const FAST = 4;
const THOROUGH = 10;
const SLOW_TYPES = /^text\/(javascript|css)/;

/** Answers of late in their codings: the dashboard's files and pinned answers are asked for again and again. */
const encoded = new LRUCache<string, Buffer>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (body) => body.length,
});

/**
 * The body in a coding.
 * @param tag the entity tag of the body as it is, by which the result is remembered
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
