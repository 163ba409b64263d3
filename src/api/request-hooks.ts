import type { FastifyInstance } from 'fastify';
import type { Draining } from './draining.js';
import { HttpProblem } from './problems/http-problem.js';

/** An answer of the API is no page: what a browser shows of it may load nothing and stand in no frame. Pages say more. */
export const GUARDS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What holds for every request and answer, whatever the route. */
export function addRequestHooks(server: FastifyInstance, draining: Draining): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(GUARDS);
    // PostgreSQL's text cannot hold NUL: as part of an id it would end as an error of the database.
    const path = request.url.split('?', 1)[0] ?? '';
    done(path.includes('%00') ? new HttpProblem('malformed-request', 'The path holds a NUL') : undefined);
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    // Otherwise a busy client would keep its connection, and with it the process, until the time to drain is over.
    if (draining.signal.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}
