import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainProblem } from '../domain/problem.js';
import { isFileBody } from './imports/import-body.js';
import { HttpProblem } from './problems/http-problem.js';

/** Longest time for sending a body, in milliseconds; a file to import has no such limit. */
const BODY_TIME_MS = 30_000;
/** Longest time from a whole request to the beginning of its answer, in milliseconds: below the 10 s that clients are promised. */
const ANSWER_TIME_MS = 8500;
const RETRY_AFTER = 2;

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** Ends requests whose body arrives so slowly that the client may only want to hold a connection. */
export function limitBodyTime(server: FastifyInstance, ms: number = BODY_TIME_MS): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    // The body of a read is not awaited: if its answer takes long, that is the fault of the service.
    if (!isRead(request) && !isFileBody(request.headers['content-type'])) {
      const timer = setTimeout(() => {
        sendInstead(reply, new HttpProblem('request-timeout', 'The request came too slowly'));
      }, ms).unref();
      const clear = () => {
        clearTimeout(timer);
      };
      payload.once('end', clear).once('close', clear).once('error', clear);
    }
    done(null, payload);
  });
}

/**
 * Answers each request in time, also while the database is silent: 503 then. The time begins with the whole request and ends
 * with the head of the answer; streams have rules of their own for what follows. Only the reception of a file has no limit.
 */
export function limitAnswerTime(server: FastifyInstance, ms: number = ANSWER_TIME_MS): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const clear = (request: FastifyRequest) => {
    clearTimeout(timers.get(request));
  };
  server.addHook('preValidation', (request, reply, done) => {
    if (!isFileBody(request.headers['content-type'])) {
      const timer = setTimeout(() => {
        sendInstead(reply, noAnswer(request));
      }, ms).unref();
      timers.set(request, timer);
      reply.raw.once('close', () => {
        clear(request);
      });
    }
    done();
  });
  // The answer is there, and only compressed from now on.
  server.addHook('onSend', (request, _reply, payload, done) => {
    clear(request);
    done(null, payload);
  });
}

const noAnswer = (request: FastifyRequest): DomainProblem =>
  new DomainProblem(
    'database-unavailable',
    isRead(request)
      ? 'The database did not answer in time'
      : 'The database did not answer in time, so it is not known whether the change was made: look, or repeat it with the same Idempotency-Key',
    { retryAfter: RETRY_AFTER },
  );

/** Answers in place of the handler, whose own answer is then ignored. */
function sendInstead(reply: FastifyReply, problem: Error): void {
  if (reply.sent || reply.raw.headersSent) return;
  void reply.header('connection', 'close').send(problem);
}
