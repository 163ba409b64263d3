import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { Reflector, DiscoveryService } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Callers } from './callers.js';
import { admit, ANYONE, type Caller } from './caller.js';
import { clientAddress } from './client-address.js';
import { controllersOf, routesOf } from './declared-routes.js';
import { FailedAttempts } from './failed-attempts.js';
import { ReadAccess } from './read-access.js';
import { DECLARED_ACCESS, type DeclaredAccess } from './requires.js';
import { may } from './roles.js';

/** Deny by default: admits a request only if its route declares access (@Requires, @Open) and the role of its key allows it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly failedAttempts: FailedAttempts,
    private readonly reads: ReadAccess,
    private readonly limits: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<DeclaredAccess | undefined>(DECLARED_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (declared === undefined)
      throw new HttpProblem('forbidden', 'This route declares no access, so nobody has it');
    if (declared === 'open') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const keyNeeded = declared !== 'read' || !this.reads.arePublic;
    const caller = await this.identify(request, keyNeeded);
    await this.limits.admit(request, context.switchToHttp().getResponse<FastifyReply>(), caller);
    if (!may(caller.role, declared))
      throw new HttpProblem('forbidden', `A key of role ${caller.role} may not ${declared}`, {
        extra: { role: caller.role, needed: declared },
      });
    admit(request, { caller, keyNeeded });
    return true;
  }

  private async identify(request: FastifyRequest, keyNeeded: boolean): Promise<Caller> {
    const header = request.headers.authorization;
    if (header === undefined) {
      if (!keyNeeded) return ANYONE;
      throw unauthorized('Bearer', 'Send "Authorization: Bearer <API key>"');
    }
    // A wrong key is refused even on public routes; otherwise its owner would not notice the mistake.
    const caller = await this.callers.with(header);
    if (typeof caller === 'object') return caller;
    const wait = this.failedAttempts.count(clientAddress(request));
    if (wait !== undefined)
      throw new HttpProblem('too-many-requests', `Too many wrong API keys; wait ${wait} s`, {
        retryAfter: wait,
      });
    throw unauthorized('Bearer error="invalid_token"', caller);
  }
}

function unauthorized(challenge: string, detail: string): HttpProblem {
  return new HttpProblem('unauthorized', detail, { headers: { 'www-authenticate': challenge } });
}

/** The routes, as `Controller.method`, that declare neither @Requires nor @Open. There must be none. */
export const undeclaredRoutes = (controllers: readonly Type[]): string[] =>
  routesOf(controllers).flatMap(({ name, access }) => (access === undefined ? [name] : []));

/** Prevents the start of a server with an undeclared route; the guard alone would notice it only at the first request. */
@Injectable()
export class EveryRouteDeclaresAccess implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error with the names of the routes */
  onModuleInit(): void {
    const routes = undeclaredRoutes(controllersOf(this.discovery));
    if (routes.length > 0)
      throw new Error(`Declare who may use these routes, with @Requires or @Open: ${routes.join(', ')}`);
  }
}
