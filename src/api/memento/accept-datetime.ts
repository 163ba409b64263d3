import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { endOfSecond } from '../../domain/http-date.js';
import { invalidParameters } from '../parameters/read-parameters.js';

/**
 * Parameter of a handler: the instant of `Accept-Datetime`, at the end of its second; undefined without the header.
 * @throws HttpProblem `invalid-parameters` for anything but an HTTP date
 */
export const AcceptDatetime = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const text = context.switchToHttp().getRequest<FastifyRequest>().headers['accept-datetime'];
  if (text === undefined) return undefined;
  const instant = typeof text === 'string' ? endOfSecond(text.trim()) : null;
  if (instant !== null) return instant;
  const detail = 'Give an HTTP date, for example Wed, 31 Jul 2024 09:00:00 GMT';
  throw invalidParameters([{ header: 'Accept-Datetime', detail }]);
});

/** Documents the header. */
export const NegotiatesDatetime = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Accept-Datetime',
      description:
        'An HTTP date: redirects to the answer as known then (RFC 7089); ignored where knownAt or position is given',
      required: false,
    }),
  );
