import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type OnModuleInit,
  RequestMethod,
  SetMetadata,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { catchError, concatMap, type Observable } from 'rxjs';
import type { JsonObject } from '../../domain/json.js';
import { callerOf } from '../access/caller.js';
import { controllersOf, routesOf } from '../access/declared-routes.js';
import { PROBLEM_TYPES } from '../problems/catalogue.js';
import { toProblem } from '../problems/to-problem.js';
import { AuditLog } from './audit-log.js';

const AUDITED = 'audited';

interface Declared {
  act: string;
  details: (result: never) => JsonObject;
}

/**
 * The act begins once that is kept, so that no crash loses it, and its answer is sent once its outcome is kept: if that fails, the
 * caller learns that something failed, and the audit says that the outcome is not known.
 */
@Injectable()
class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const declared = this.reflector.get<Declared>(AUDITED, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const target = namedIn(request);
    const id = await this.audit.begin({
      ...{ actor: callerOf(request).actor, act: declared.act, target },
      ...{ address: request.ip, requestId: request.id },
    });
    return next.handle().pipe(
      catchError(async (error: unknown) => {
        // Its own error is what the caller has to learn.
        if (isRefusal(error))
          await this.audit.end(id, { refused: true, target, details: {} }).catch(() => undefined);
        throw error;
      }),
      concatMap(async (result: unknown) => {
        const details = result === undefined ? {} : declared.details(result as never);
        await this.audit.end(id, { refused: false, target: target ?? madeIn(result), details });
        return result;
      }),
    );
  }
}

/**
 * Keeps each act of this route in the audit. Every route that changes something as an administrator needs it.
 * @param act what was done, as `key-created`
 * @param details picks what is kept of the answer; never a secret
 */
export const Audited = (act: string, details: (result: never) => JsonObject = () => ({})): MethodDecorator =>
  applyDecorators(
    SetMetadata<string, Declared>(AUDITED, { act, details }),
    // Here, and not for all routes: each interceptor costs a request some 10 µs.
    UseInterceptors(AuditInterceptor),
  );

/** Whether nothing was changed, for sure. */
const isRefusal = (error: unknown): boolean => PROBLEM_TYPES[toProblem(error).slug].status < 500;

/** What the path names. */
function namedIn({ params }: FastifyRequest): string | null {
  const [named] = Object.values((params ?? {}) as Record<string, string>);
  return named ?? null;
}

/** What was made. */
function madeIn(result: unknown): string | null {
  const { id } = (result ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}

/** Prevents the start of a server with an administrator's route that changes something and says nothing to the audit. */
@Injectable()
export class EveryActIsAudited implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error with the names of the routes */
  onModuleInit(): void {
    const routes = unauditedRoutes(controllersOf(this.discovery));
    if (routes.length > 0) throw new Error(`Say what these routes do, with @Audited: ${routes.join(', ')}`);
  }
}

/** The routes, as `Controller.method`, that administer something by another method than GET without @Audited. */
export const unauditedRoutes = (controllers: readonly Type[]): string[] =>
  routesOf(controllers).flatMap(({ name, handler, method, access }) => {
    const acts = method !== RequestMethod.GET && access === 'administer';
    return acts && !Reflect.hasMetadata(AUDITED, handler) ? [name] : [];
  });
