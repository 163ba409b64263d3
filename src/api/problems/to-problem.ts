import { HttpException } from '@nestjs/common';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { Overloaded, WritesPaused } from '../../event-store/errors.js';
import { isDatabaseAway } from './database-away.js';
import { HttpProblem, type HttpSlug } from './http-problem.js';
import type { Problem } from './problem-document.js';

const DATABASE_RETRY_SECONDS = 2;
const PAUSE_RETRY_SECONDS = 5;

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
  if (error instanceof WritesPaused)
    return new DomainProblem('writes-paused', 'An import of past records runs alone; try again shortly', {
      retryAfter: PAUSE_RETRY_SECONDS,
      cause: error,
    });
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
