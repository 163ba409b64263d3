import type { DomainProblem } from '../../domain/problem.js';
import { PROBLEM_TYPES } from './catalogue.js';
import { HttpProblem } from './http-problem.js';

export type Problem = DomainProblem | HttpProblem;

/** A problem as sent. The body is bytes, because Fastify adds a charset to the content type of text, which is not allowed here. */
export interface ProblemDocument {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Writes a problem as RFC 9457 `application/problem+json`.
 * @param traceId if the caller gave one (`traceparent`)
 */
export function problemDocument(problem: Problem, requestId: string, traceId?: string): ProblemDocument {
  const { status, title } = PROBLEM_TYPES[problem.slug];
  const text = JSON.stringify({
    type: `/problems/${problem.slug}`,
    title,
    status,
    detail: problem.detail,
    errors: problem.errors.length > 0 ? problem.errors : undefined,
    ...problem.extra,
    requestId,
    traceId,
  });
  const headers: Record<string, string> = {
    ...(problem instanceof HttpProblem ? problem.headers : {}),
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter);
  return { status, headers, body: Buffer.from(text) };
}
