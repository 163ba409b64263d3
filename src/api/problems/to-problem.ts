import { HttpException } from '@nestjs/common';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { UnknownEvent } from '../../domain/unknown-event.js';
import { Overloaded, WritesPaused } from '../../event-store/errors.js';
import { TooManyJobs } from '../../jobs/job.js';
import { HttpProblem, type HttpSlug } from './http-problem.js';
import type { Problem } from './problem-document.js';

const DATABASE_RETRY_SECONDS = 2;
const FULL_RETRY_SECONDS = 10;
const PAUSE_RETRY_SECONDS = 5;
const JOBS_RETRY_SECONDS = 30;
const UNKNOWN_RETRY_SECONDS = 60;

const ACCEPTED: InputError = {
  header: 'content-type',
  detail: 'The body must be of a type that is read here',
  allowed: ['application/json'],
};

/** Refusals by Nest and Fastify themselves. */
const BY_STATUS: Readonly<Record<number, [HttpSlug, string]>> = {
  401: ['unauthorized', 'Send "Authorization: Bearer <API key>"'],
  403: ['forbidden', 'The role of this API key does not allow it'],
  404: ['route-not-found', 'There is nothing at this address'],
  405: ['method-not-allowed', 'This address does not take this method'],
  406: ['not-acceptable', 'The answer does not exist in this form'],
  408: ['request-timeout', 'The request came too slowly'],
  413: ['body-too-large', 'The body has more than 1 MiB'],
  414: ['uri-too-long', 'A part of the path is too long'],
  415: ['unsupported-media-type', 'Send JSON as "Content-Type: application/json"'],
  429: ['too-many-requests', 'Too many requests'],
  431: ['headers-too-large', 'The headers are too large'],
};

/** The problem for anything thrown; unexpected errors become `internal-error` without details. */
export function toProblem(error: unknown): Problem {
  if (error instanceof DomainProblem || error instanceof HttpProblem) return error;
  const status = statusOf(error);
  if (status !== undefined && status < 500) {
    const [slug, detail] = BY_STATUS[status] ?? ['malformed-request', 'The request cannot be read'];
    const errors = status === 415 ? [ACCEPTED] : [];
    return new HttpProblem(slug, detail, { errors, cause: error });
  }
  if (error instanceof TooManyJobs)
    return new HttpProblem('too-many-jobs', `This key has ${error.most} jobs that have not ended`, {
      retryAfter: JOBS_RETRY_SECONDS,
      cause: error,
    });
  // The projection stands still before it, too.
  if (error instanceof UnknownEvent)
    return new DomainProblem(
      'not-caught-up',
      'The log holds an event that this version of the service does not know; an administrator has to look at it',
      { retryAfter: UNKNOWN_RETRY_SECONDS, cause: error },
    );
  if (error instanceof WritesPaused)
    return new DomainProblem('writes-paused', 'An import of past records runs alone; try again shortly', {
      retryAfter: PAUSE_RETRY_SECONDS,
      cause: error,
    });
  if (isDiskFull(error))
    return new DomainProblem(
      'database-unavailable',
      'The disk of the database is full: nothing can be recorded until there is space',
      { retryAfter: FULL_RETRY_SECONDS, cause: error },
    );
  if (error instanceof Overloaded || isDatabaseAway(error))
    return new DomainProblem('database-unavailable', 'The database does not answer', {
      retryAfter: DATABASE_RETRY_SECONDS,
      cause: error,
    });
  return new HttpProblem('internal-error', 'Something unforeseen went wrong', { cause: error });
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || error.name !== 'FastifyError') return undefined;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Socket errors of Node, and PostgreSQL's error codes for temporary failures (appendix A of its manual). */
const CODES = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ],
  'ENOENT', // the server's socket file is gone
  ...['57P01', '57P02', '57P03'], // shutting down, crashed, starting up
  ...['53000', '53100', '53200', '53300', '53400'], // out of disk, memory or connections
  ...['57014', '55P03', '25P03', '25P04'], // ended by our own time limits
  ...['40001', '40P01'], // met another transaction; one of them had to give way
  '25006', // read-only: a standby that is not promoted yet
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'], // the same errors, through Prisma
]);

/** Messages of pg errors without a code. */
const MESSAGES =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/;

/** Prisma's driver adapter reports these errors by kind. */
const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

/** Prisma's P2039 has PostgreSQL's code only in its message. */
const CODE_IN_MESSAGE = /Database error\. Code: `([0-9A-Z]{5})`/;

/** Node nests causes a few levels deep; a cycle of causes must not hang the filter. */
const MAX_CAUSES = 8;

/** True if an error means that the database is away, overloaded or too slow: the request may succeed later. */
export const isDatabaseAway = (error: unknown): boolean =>
  causesOf(error).some(
    ({ code, kind, message }) =>
      isAwayCode(code) ||
      (code === 'P2039' && isAwayCode(codeIn(message))) ||
      (typeof kind === 'string' && KINDS.has(kind)) ||
      (typeof message === 'string' && MESSAGES.test(message)),
  );

const DISK_FULL = '53100';
const isDiskFull = (error: unknown): boolean =>
  causesOf(error).some(
    ({ code, message }) => code === DISK_FULL || (code === 'P2039' && codeIn(message) === DISK_FULL),
  );

function causesOf(error: unknown): Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = [];
  let current = error;
  while (causes.length < MAX_CAUSES && typeof current === 'object' && current !== null) {
    const each = current as Record<string, unknown>;
    causes.push(each);
    // An AggregateError: a host with several addresses, none of which answered.
    current = each['cause'] ?? (Array.isArray(each['errors']) ? (each['errors'] as unknown[])[0] : undefined);
  }
  return causes;
}

const isAwayCode = (code: unknown): boolean =>
  typeof code === 'string' && (CODES.has(code) || code.startsWith('08'));

const codeIn = (message: unknown): string | undefined =>
  typeof message === 'string' ? CODE_IN_MESSAGE.exec(message)?.[1] : undefined;
