import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from './roles.js';

/** Who makes the request. Never holds a secret, so it may be logged. */
export interface Caller {
  /** The actor in the log: `key:<id>`; a person who signed in: `user:<id>`; the environment's admin key is `key:admin`; no key: `anyone`. */
  actor: string;
  role: Role;
  /** Of a person who signed in; may be erased, so it goes into no log. */
  name?: string;
}

/** While reads are public, a caller without a key has the rights of a viewer. */
export const ANYONE: Caller = { actor: 'anyone', role: 'viewer' };

interface Admission {
  caller: Caller;
  /** Callers without a key are refused, so the answer must not come out of a shared cache. */
  keyNeeded: boolean;
}

const admissions = new WeakMap<object, Admission>();

/** Called only by the guard, once per request. */
export function admit(request: FastifyRequest, admission: Admission): void {
  admissions.set(request, admission);
}

/** The caller that the guard admitted; `anyone` on open routes. */
export function callerOf(request: FastifyRequest): Caller {
  return admissions.get(request)?.caller ?? ANYONE;
}

/** True if the answer to this request is for its caller only. */
export function keyWasNeeded(request: FastifyRequest): boolean {
  return admissions.get(request)?.keyNeeded ?? false;
}

/** Parameter of a handler: the caller. */
export const CallerOfRequest = createParamDecorator((_: undefined, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
