import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandMetadata, Preconditions } from '../write/command-metadata.js';
import type { InputError } from '../domain/problem.js';
import { callerOf } from './access/caller.js';
import { invalidParameters } from './parameters/read-parameters.js';

const LONGEST_KEY = 255;

/** Parameter of a handler: the actor of a change, and the preconditions of `Idempotency-Key` and `If-Match`. */
export const ChangedBy = createParamDecorator((_: undefined, context: ExecutionContext): CommandMetadata => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { actor: callerOf(request).actor, correlationId: request.id, ...readPreconditions(request.headers) };
});

/** @throws DomainProblem `invalid-parameters` with each invalid header */
function readPreconditions(headers: Readonly<Record<string, string | string[] | undefined>>): Preconditions {
  const errors: InputError[] = [];
  const key = headers['idempotency-key'];
  const match = headers['if-match'];
  const version = typeof match === 'string' ? /^"([1-9]\d{0,15})"$/.exec(match)?.[1] : undefined;
  if (key !== undefined && (typeof key !== 'string' || !isKey(key)))
    errors.push({ header: 'Idempotency-Key', detail: `Give 1 to ${LONGEST_KEY} printable ASCII characters` });
  if (match !== undefined && match !== '*' && version === undefined)
    errors.push({ header: 'If-Match', detail: 'Give the version you have seen in quotes, for example "3"' });
  if (errors.length > 0) throw invalidParameters(errors);
  return {
    ...(typeof key === 'string' && { idempotencyKey: key }),
    ...(version !== undefined && { ifVersion: Number(version) }),
  };
}

const isKey = (text: string): boolean => text.length <= LONGEST_KEY && /^[!-~](?:[ -~]*[!-~])?$/.test(text);
