import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';

export const NDJSON = 'application/x-ndjson';

/** Lets bodies of this type through as streams: nothing of them is read before a handler asks. */
export function takeNdjsonBodies(server: FastifyInstance): void {
  server.addContentTypeParser(NDJSON, (_request, payload, done) => {
    done(null, payload);
  });
}

/**
 * The body of an import as it comes; gzip is told by its content, whatever the header says.
 * @throws HttpProblem `unsupported-media-type`
 */
export function streamOf({ body, headers }: FastifyRequest): AsyncIterable<Buffer> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding.toLowerCase()))
    throw refused('content-encoding', 'A body may be compressed with gzip, or not at all', [
      'gzip',
      'identity',
    ]);
  if (body instanceof Readable) return body as AsyncIterable<Buffer>;
  throw refused('content-type', `Send the lines as "Content-Type: ${NDJSON}"`, [NDJSON]);
}

const refused = (header: string, detail: string, allowed: readonly string[]): HttpProblem =>
  new HttpProblem('unsupported-media-type', detail, { errors: [{ header, detail, allowed }] });
