import type { FastifyInstance, FastifyReply } from 'fastify';
import { keyWasNeeded } from '../access/caller.js';
import { Answer } from '../answer.js';
import { entityTag, isNamed } from './entity-tag.js';

const FOR_EVER = 'max-age=31536000, immutable';

/**
 * Sends Answers as they are, and gives every successful answer to GET and HEAD a strong ETag, 304 for who has it
 * already, and Cache-Control: `immutable` where pinned, `no-cache` (ask again each time) otherwise, and `private` with
 * `Vary: Authorization` where a key was needed. What says `no-store` itself, and streams, are left alone.
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
    // Fastify's types say string, but it sends a Buffer as it is; making a string of it would only cost time.
    if (payload instanceof Answer) return payload.body as string;
    return JSON.stringify(payload);
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isRead || !isWhole || reply.statusCode !== 200 || reply.getHeader('cache-control') === 'no-store') {
      done(null, payload);
      return;
    }
    const tag = entityTag(payload);
    reply.header('etag', tag).header('cache-control', cacheControl(reply));
    if (keyWasNeeded(request)) reply.header('vary', varyAlso(reply, 'Authorization'));
    const known = request.headers['if-none-match'];
    if (known === undefined || !isNamed(tag, known)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-type');
    // HEAD routes take the length from the body, which they then drop themselves.
    done(null, request.method === 'HEAD' ? payload : null);
  });
}

/** What the answer varies by already, and this. */
function varyAlso(reply: FastifyReply, header: string): string {
  const vary = reply.getHeader('vary');
  return typeof vary === 'string' ? `${vary}, ${header}` : header;
}

function cacheControl(reply: FastifyReply): string {
  const asked = reply.getHeader('cache-control');
  const freshness = typeof asked === 'string' ? asked : 'no-cache';
  if (keyWasNeeded(reply.request)) return `private, ${freshness}`;
  return freshness === FOR_EVER ? `public, ${freshness}` : freshness;
}
