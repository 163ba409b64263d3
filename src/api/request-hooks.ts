import type { FastifyInstance } from 'fastify';
import type { Draining } from './draining.js';
import { HttpProblem } from './problems/http-problem.js';

/** An answer of the API is not a page: if a browser shows it, it may load nothing and not be framed. Pages set headers of their own. */
export const GUARDS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Rules for every request and answer of every route. */
export function addRequestHooks(server: FastifyInstance, draining: Draining): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(GUARDS);
    // PostgreSQL's text cannot hold NUL: in an id it would cause a database error.
    const path = request.url.split('?', 1)[0] ?? '';
    done(path.includes('%00') ? new HttpProblem('malformed-request', 'The path holds a NUL') : undefined);
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    // Otherwise a busy client would keep its connection, and with it the process, until the end of the drain time.
    if (draining.signal.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}
