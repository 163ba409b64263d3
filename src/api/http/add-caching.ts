import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { keyWasNeeded } from '../access/caller.js';
import { Answer } from '../answer.js';
import { varyAlso } from '../vary.js';
import { entityTag, isNamed } from './entity-tag.js';

export const FOR_EVER = 'max-age=31536000, immutable';

/**
 * Sends Answers as they are. Every successful answer to GET and HEAD gets a strong ETag, 304 if the client's `If-None-Match`
 * matches, and Cache-Control: `immutable` if pinned, else `no-cache` (revalidate each time), and `private` with `Vary:
 * Authorization` if a key was needed. Responses with `no-store` get none of these. Longer texts are sent in Brotli or gzip to
 * clients that accept it. Streams are not touched: events must not wait in a compressor, and ranges of files refer to their
 * plain bytes.
 */
export function addCaching(server: FastifyInstance): void {
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    if (payload instanceof Answer) {
      reply.headers(payload.headers).type(payload.contentType);
      if (payload.status !== undefined) reply.code(payload.status);
      if (payload.pinned) reply.header('cache-control', FOR_EVER);
    }
    done(null, payload);
  });
  server.setReplySerializer((payload) => {
    // Fastify's types say string, but it sends a Buffer as it is; converting it to a string would only cost time.
    if (payload instanceof Answer) return payload.body as string;
    return JSON.stringify(payload);
  });
  // With a callback: a promise for each answer costs a cheap one a noticeable part of its time.
  server.addHook('onSend', (request, reply, payload, done) => {
    const sent = represented(request, reply, encodedOnce(payload));
    if (!(sent instanceof Promise)) done(null, sent);
    else
      sent.then((encoded) => {
        done(null, encoded);
      }, done);
  });
}

/** A longer text is measured, hashed and sent; each would encode it anew. */
const LONG = 16_384;

const encodedOnce = (payload: unknown): unknown =>
  typeof payload === 'string' && payload.length > LONG ? Buffer.from(payload) : payload;

/** What is sent of an answer: the payload, its coding, or nothing with 304; sets the headers that belong to it. */
function represented(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
  if (!isRead || !isWhole || reply.statusCode !== 200) return payload;
  const contentType = String(reply.getHeader('content-type'));
  const hasCodings = isWorthEncoding(contentType, Buffer.byteLength(payload));
  const coding = hasCodings ? codingFor(request.headers['accept-encoding']) : undefined;
  const plainTag = entityTag(payload);
  if (hasCodings) varyAlso(reply, 'Accept-Encoding');
  if (reply.getHeader('cache-control') !== 'no-store') {
    // Each coding is a representation with a strong tag of its own (RFC 9110, section 8.8.3.3).
    const tag = coding === undefined ? plainTag : `${plainTag.slice(0, -1)}-${coding}"`;
    reply.header('etag', tag).header('cache-control', cacheControl(reply));
    if (keyWasNeeded(request)) varyAlso(reply, 'Authorization');
    const known = request.headers['if-none-match'];
    if (known !== undefined && isNamed(tag, known)) {
      reply.code(304).removeHeader('content-type');
      // HEAD routes take the length from the body, and then drop it themselves.
      return request.method === 'HEAD' ? payload : null;
    }
  }
  if (coding === undefined) return payload;
  reply.header('content-encoding', coding);
  return encode(payload, { coding, tag: plainTag, contentType });
}

/** The Cache-Control of an answer: the route's own, or else revalidation each time. */
export function cacheControl(reply: FastifyReply): string {
  const asked = reply.getHeader('cache-control');
  const freshness = typeof asked === 'string' ? asked : 'no-cache';
  if (keyWasNeeded(reply.request)) return `private, ${freshness}`;
  return freshness === FOR_EVER ? `public, ${freshness}` : freshness;
}

/** The content codings of answers, the better one first (RFC 9110, section 8.4.1; RFC 7932). */
const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];

/** A smaller answer fits into one packet anyway. */
const WORTH_BYTES = 1024;
const COMPRESSIBLE =
  /^(text\/|image\/svg\+xml|application\/([a-z0-9.-]+\+)?(json|xml|x-ndjson|javascript)\b)/;

/** Whether an answer of this type and size is compressed. Pictures and export files are compressed already. */
function isWorthEncoding(contentType: unknown, bytes: number): boolean {
  return bytes >= WORTH_BYTES && typeof contentType === 'string' && COMPRESSIBLE.test(contentType);
}

/** The coding for a client by its Accept-Encoding (RFC 9110, section 12.5.3); undefined: none. */
function codingFor(acceptEncoding: string | string[] | undefined): Coding | undefined {
  if (acceptEncoding === undefined) return undefined;
  const weights = new Map(
    String(acceptEncoding)
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
async function encode(
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
