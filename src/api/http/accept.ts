import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';

/**
 * The offered type with the highest quality in `Accept`, of equal ones the first; without the header the first. RFC 9110,
 * section 12.5.1, except that parameters of types are ignored.
 * @throws HttpProblem `not-acceptable` if the header accepts none of them
 */
export function chosenType<T extends string>(accept: string | undefined, offered: readonly [T, ...T[]]): T {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(readRange);
  let best: { type: T; quality: number } | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  if (best) return best.type;
  const detail = 'The answer does not exist in a type that "Accept" takes';
  throw new HttpProblem('not-acceptable', detail, {
    errors: [{ header: 'Accept', detail, allowed: offered }],
  });
}

/** Parameter of a handler: the type of the answer, one of those offered. */
export const Accepted = createParamDecorator(
  (offered: readonly [string, ...string[]], context: ExecutionContext) =>
    chosenType(context.switchToHttp().getRequest<FastifyRequest>().headers.accept, offered),
);

/** Whether a header names HTML with a higher quality than JSON, as browsers do; `*`/`*` alone does not ask for a page. */
export function prefersPage(accept = ''): boolean {
  const ranges = accept.split(',').map(readRange);
  const html = ranges.find(({ type }) => type === 'text/html')?.quality ?? 0;
  return html > 0 && html >= qualityOf('application/json', ranges);
}

interface Range {
  type: string;
  quality: number;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, quality: /^[01](\.\d{0,3})?$/.test(quality) ? Math.min(Number(quality), 1) : 0 };
}

/** The most specific range that covers a type decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const [main = ''] = type.split('/');
  for (const name of [type, `${main}/*`, '*/*']) {
    const range = ranges.find((each) => each.type === name);
    if (range) return range.quality;
  }
  return 0;
}
