import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type OnModuleInit,
  RequestMethod,
  SetMetadata,
  type Type,
} from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import type { JsonObject } from '../../domain/json.js';
import { callerOf } from '../access/caller.js';
import { controllersOf, routesOf } from '../access/declared-routes.js';
import { AuditLog } from './audit-log.js';

const AUDITED = 'audited';

interface Declared {
  act: string;
  details: (result: never) => JsonObject;
}

/**
 * Keeps each success of this route in the audit. Every route that changes something as an administrator needs it.
 * @param act what was done, as `key-created`
 * @param details picks what is kept of the answer; never a secret
 */
export const Audited = (act: string, details: (result: never) => JsonObject = () => ({})): MethodDecorator =>
  SetMetadata<string, Declared>(AUDITED, { act, details });

/** The answer is sent once its act is kept: if that fails, the caller learns that it failed. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const declared = this.reflector.get<Declared | undefined>(AUDITED, context.getHandler());
    if (!declared) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      concatMap(async (result: unknown) => {
        await this.audit.add({
          ...{ actor: callerOf(request).actor, act: declared.act, target: targetOf(request, result) },
          details: result === undefined ? {} : declared.details(result as never),
          ...{ address: request.ip, requestId: request.id },
        });
        return result;
      }),
    );
  }
}

/** What the path names, else what was made. */
function targetOf({ params }: FastifyRequest, result: unknown): string | null {
  const [named] = Object.values((params ?? {}) as Record<string, string>);
  const { id } = (result ?? {}) as { id?: unknown };
  return named ?? (typeof id === 'string' ? id : null);
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
