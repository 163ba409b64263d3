import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { traceOf } from './trace-context.js';

/** What each line of the JSON log says of the request that it belongs to. */
interface LogContext {
  requestId: string;
  traceId: string;
  spanId: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Of the request that is being handled; undefined between requests. */
export const logContext = (): LogContext | undefined => contexts.getStore();

/** A line for each answer, and the ids of its request on all lines in between (LOG_FORMAT=json). */
export function logRequests(server: FastifyInstance): void {
  const logger = new Logger('Request');
  server.addHook('onRequest', (request, _reply, done) => {
    contexts.run(contextOf(request), done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    // The query is left out: it may hold what people search for.
    const [path] = request.url.split('?', 1);
    logger.log({
      ...contextOf(request),
      parentId: traceOf(request).parentId,
      ...{ method: request.method, path, route: request.routeOptions.url, status: reply.statusCode },
      ...{ ms: Math.round(reply.elapsedTime * 10) / 10, actor: callerOf(request).actor },
    });
    done();
  });
}

function contextOf(request: FastifyRequest): LogContext {
  const { traceId, spanId } = traceOf(request);
  return { requestId: request.id, traceId, spanId };
}
