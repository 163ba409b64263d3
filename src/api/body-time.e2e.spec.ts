import { createConnection } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { limitBodyTime } from './fastify-adapter.js';
import { takeFileBodies } from './imports/import-body.js';

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

/** Sends a body in two parts, the second after a while. @returns the first line of the answer, if one came */
async function sendSlowly(type: string, pauseMs: number): Promise<string> {
  server = fastify({ forceCloseConnections: true });
  takeFileBodies(server);
  limitBodyTime(server, 100);
  server.post('/', async (request) => {
    if (typeof request.body === 'object' && request.body !== null && Symbol.asyncIterator in request.body)
      await text(request.body as Readable);
    return 'taken';
  });
  server.setErrorHandler((_error, _request, reply) => reply.code(408).send());
  const { port } = new URL(await server.listen({ port: 0 }));
  const socket = createConnection(Number(port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined); // the server may close before the second part
  socket.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-type: ${type}\r\ncontent-length: 4\r\n\r\n{}`);
  await sleep(pauseMs);
  socket.write('  ');
  await sleep(100);
  socket.destroy();
  return answer.split('\r\n')[0] ?? '';
}

describe('The time a body may take', () => {
  it.each([
    ['application/json', 0, 'HTTP/1.1 200 OK'],
    ['application/json', 300, 'HTTP/1.1 408 Request Timeout'],
    ['application/x-ndjson', 300, 'HTTP/1.1 200 OK'],
  ])('of %s, with a pause of %i ms: %s', async (type, pauseMs, expected) => {
    expect(await sendSlowly(type, pauseMs)).toBe(expected);
  });
});
