import type { FastifyInstance } from 'fastify';
import { isFileBody } from './imports/import-body.js';
import { HttpProblem } from './problems/http-problem.js';

/** Longest time for sending a body, in milliseconds; a file to import has no such limit. */
const BODY_TIME_MS = 30_000;

/** Ends requests whose body arrives so slowly that the client may only want to hold a connection. */
export function limitBodyTime(server: FastifyInstance, ms: number = BODY_TIME_MS): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    if (!isFileBody(request.headers['content-type'])) {
      const timer = setTimeout(() => {
        if (reply.sent) return;
        void reply
          .header('connection', 'close')
          .send(new HttpProblem('request-timeout', 'The request came too slowly'));
      }, ms).unref();
      const clear = () => {
        clearTimeout(timer);
      };
      payload.once('end', clear).once('close', clear).once('error', clear);
    }
    done(null, payload);
  });
}
