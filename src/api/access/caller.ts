import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from './roles.js';

/** Who asks. Never holds a secret, so it may be logged. */
export interface Caller {
  /** What the log keeps as the actor: `key:<id>`; the environment's admin key is `key:admin`; no key: `anyone`. */
  actor: string;
  role: Role;
}

/** Reads are public: a stranger may do what a viewer may. */
export const ANYONE: Caller = { actor: 'anyone', role: 'viewer' };

interface Admission {
  caller: Caller;
  /** Strangers would not have got the answer, so it must not come out of a shared cache. */
  keyNeeded: boolean;
}

const admissions = new WeakMap<object, Admission>();

/** Called by the guard alone, once a request. */
export function admit(request: FastifyRequest, admission: Admission): void {
  admissions.set(request, admission);
}

/** Who the guard admitted; `anyone` on open routes. */
export function callerOf(request: FastifyRequest): Caller {
  return admissions.get(request)?.caller ?? ANYONE;
}

/** True if the answer to this request is for its caller alone. */
export function keyWasNeeded(request: FastifyRequest): boolean {
  return admissions.get(request)?.keyNeeded ?? false;
}

/** Parameter of a handler: the caller. */
export const CallerOfRequest = createParamDecorator((_: undefined, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
