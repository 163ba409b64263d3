import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMIT } from './http/json-body.js';
import { HttpProblem } from './problems/http-problem.js';
import { problemDocument } from './problems/problem-document.js';
import { toProblem } from './problems/to-problem.js';
import { continuedTrace } from './telemetry/trace-context.js';
import { GUARDS } from './request-hooks.js';
import { representedUrl } from './http/representations.js';

const SECOND = 1000;
/** A policy id has up to 200 characters, a field path more; a longer part of a path is answered 414. */
const LONGEST_PATH_PART = 500;

/**
 * Fastify with limits on everything that a client controls: time, headers, body, path.
 * @param trustedProxies whose X-Forwarded-… headers are believed (TRUST_PROXY)
 */
export function createAdapter(trustedProxies: readonly string[] = []): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // Addresses and protocols come from the socket, unless a listed proxy sends them: anyone can write the headers of proxies.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // Otherwise a client that sends a byte now and then could hold a connection for ever. Files to import are large; other
    // bodies have less time, see time-limits.ts.
    requestTimeout: 2 * 3600 * SECOND,
    http: { headersTimeout: 15 * SECOND, connectionsCheckingInterval: 5 * SECOND, maxHeaderSize: 16 * 1024 },
    // While draining, requests that still arrive are answered; a refusal would only show an error to clients.
    return503OnClosing: false,
    rewriteUrl: representedUrl,
    routerOptions: {
      maxParamLength: LONGEST_PATH_PART,
      // readParameters reads the raw query itself.
      querystringParser: () => ({}),
    },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const { status, headers, body } = problemDocument(
        toProblem(error),
        request.id,
        continuedTrace(request),
      );
      void reply.code(status).headers(GUARDS).headers(headers).header('x-request-id', request.id).send(body);
    },
    clientErrorHandler: (error, socket) => {
      refuseOnSocket(error.code, socket);
    },
  });
}

/** Answers input that is not HTTP; the parser failed, so there is neither a request nor a reply. */
function refuseOnSocket(code: string, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const { status, headers, body } = problemDocument(problemOf(code), requestId);
  const lines = Object.entries({ ...GUARDS, ...headers, 'x-request-id': requestId, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const length = `content-length: ${body.length}\r\n`;
  // The reason phrase may be empty (RFC 9112, section 4), but not the space before it.
  socket.write(`HTTP/1.1 ${status} \r\n${lines.join('')}${length}\r\n`);
  socket.end(body);
}

function problemOf(code: string): HttpProblem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new HttpProblem('headers-too-large', 'The headers have more than 16 KiB');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new HttpProblem('request-timeout', 'The request came too slowly');
  return new HttpProblem('malformed-request', 'This is not HTTP/1.1');
}
