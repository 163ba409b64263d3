import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import { HttpProblem } from '../problems/http-problem.js';
import type { JsonMistake } from '../../domain/strict-json/json-mistake.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';

/** 1 MiB. */
export const BODY_LIMIT = 1 << 20;

/**
 * Accepts only bodies of application/json, with any parameters. They stay bytes until a handler asks for them, so that nothing
 * is parsed before the guards have admitted the request.
 */
export function takeJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (_request, body, done) => {
      done(null, body);
    },
  );
}

/** Parameter of a handler: the body as a JSON object, read strictly (see parseStrictJson). */
export const JsonBody = createParamDecorator((_: undefined, context: ExecutionContext) =>
  readJsonBody(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** @throws HttpProblem `invalid-json` or `unsupported-media-type`, or DomainProblem `invalid-input` if it is JSON but not an object */
function readJsonBody({ body, headers }: FastifyRequest): JsonObject {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    const detail = 'A JSON body may not be compressed; leave Content-Encoding out';
    const errors = [{ header: 'content-encoding', detail, allowed: ['identity'] }];
    throw new HttpProblem('unsupported-media-type', detail, {
      errors,
      headers: { 'accept-encoding': 'identity' },
    });
  }
  if (body instanceof Readable)
    throw new HttpProblem('unsupported-media-type', 'Send JSON as "Content-Type: application/json"', {
      errors: [{ header: 'content-type', detail: 'This address reads JSON', allowed: ['application/json'] }],
    });
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new HttpProblem('invalid-json', 'The body is empty; send a JSON object as application/json');
  const result = parseStrictJson(body);
  if (!result.ok) throw invalidJson(result.mistakes);
  const { value } = result;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const detail = 'The body must be a JSON object';
  throw new DomainProblem('invalid-input', detail, { errors: [{ pointer: '', detail }] });
}

function invalidJson(mistakes: readonly JsonMistake[]): HttpProblem {
  const errors = mistakes.map(({ pointer, detail, line, column }) => ({
    pointer,
    detail: `${detail} (line ${line}, column ${column})`,
  }));
  return new HttpProblem('invalid-json', errors[0]?.detail ?? '', { errors });
}
