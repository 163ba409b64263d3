import { createConnection } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { limitAnswerTime, limitBodyTime } from './time-limits.js';
import type { DomainProblem } from '../domain/problem.js';
import { takeFileBodies } from './imports/import-body.js';

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

/** Sends a body in two parts, the second after a while. @returns the first line of the answer, if one came */
async function sendSlowly(type: string, pauseMs: number): Promise<string> {
  server = fastify({ forceCloseConnections: true });
  takeFileBodies(server);
  limitBodyTime(server, pauseMs > 0 ? 400 : 30_000);
  server.post('/', async (request) => {
    if (typeof request.body === 'object' && request.body !== null && Symbol.asyncIterator in request.body)
      await text(request.body as Readable);
    return 'taken';
  });
  server.setErrorHandler((_error, _request, reply) => reply.code(408).send());
  const { port } = new URL(await server.listen({ port: 0 }));
  const socket = createConnection(Number(port), '127.0.0.1');
  // The server may close before the second part; what it said before that counts.
  let answer = '';
  const answered = new Promise<void>((resolve) => {
    socket.on('error', () => undefined).on('close', resolve);
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('\r\n')) resolve();
    });
  });
  socket.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-type: ${type}\r\ncontent-length: 4\r\n\r\n{}`);
  await sleep(pauseMs);
  socket.write('  ');
  await answered;
  socket.destroy();
  return answer.split('\r\n')[0] ?? '';
}

describe('The time a body may take', () => {
  it.each([
    ['application/json', 0, 'HTTP/1.1 200 OK'],
    ['application/json', 900, 'HTTP/1.1 408 Request Timeout'],
    ['application/x-ndjson', 900, 'HTTP/1.1 200 OK'],
  ])('of %s, with a pause of %i ms: %s', async (type, pauseMs, expected) => {
    expect(await sendSlowly(type, pauseMs)).toBe(expected);
  });
});

describe('The time of an answer', () => {
  /** So long that a busy machine begins the stream in it. */
  const STREAM_MS = 3000;
  const silent = new Promise<never>(() => undefined);

  async function start(answerMs = 100): Promise<string> {
    server = fastify({ forceCloseConnections: true });
    limitBodyTime(server, 20);
    limitAnswerTime(server, answerMs);
    server.get('/silent', () => silent);
    server.post('/silent', () => silent);
    server.get('/stream', async (_request, reply) => {
      reply.send(Readable.from(pieces()));
      await reply;
    });
    server.setErrorHandler(async (error, _request, reply) => {
      const { slug, detail, retryAfter } = error as DomainProblem;
      await reply.code(503).header('retry-after', retryAfter).send({ slug, detail });
    });
    return server.listen({ port: 0 });
  }

  it('is limited for a read, which is then the fault of the service, not of its caller', async () => {
    const answer = await fetch(`${await start()}/silent`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toEqual({
      slug: 'database-unavailable',
      detail: 'The database did not answer in time',
    });
  });

  it('is limited for a change, of which it says that nobody knows whether it was made', async () => {
    const body = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${await start()}/silent`, body);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('it is not known whether the change was made');
  });

  it('ends with the beginning of a stream, which may take longer', async () => {
    const answer = await fetch(`${await start(STREAM_MS)}/stream`);
    expect(await answer.text()).toBe('onetwo');
  });

  async function* pieces() {
    yield 'one';
    await sleep(STREAM_MS + 500);
    yield 'two';
  }
});
