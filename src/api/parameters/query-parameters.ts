import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Parameters } from '../../domain/values/parameter.js';
import { readParameters } from './read-parameters.js';

const TAKES_PARAMETERS = 'takes-parameters';

const ReadQuery = createParamDecorator((parameters: Parameters, context: ExecutionContext) =>
  readParameters(context.switchToHttp().getRequest<FastifyRequest>().url, parameters),
);

/**
 * Parameter of a handler: the values of the query, of type ValuesOf<typeof parameters>. The same declaration documents them. A
 * route without it accepts no query.
 */
export function QueryParameters(parameters: Parameters): ParameterDecorator {
  return (prototype, method, index) => {
    if (method === undefined) throw new Error('@QueryParameters belongs to a parameter of a method');
    ReadQuery(parameters)(prototype, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
    if (!descriptor) throw new Error(`There is no method ${String(method)}`);
    Reflect.defineMetadata(TAKES_PARAMETERS, true, descriptor.value as object);
    for (const [name, { description, schema }] of Object.entries(parameters))
      ApiQuery({ name, description, schema, required: false })(prototype, method, descriptor);
  };
}

/** For a handler of a page that reads the query in the browser: the server ignores it. */
export const AnyQuery = (): MethodDecorator => SetMetadata(TAKES_PARAMETERS, true);

/** Refuses a query on routes without parameters: an ignored filter would return everything. */
@Injectable()
export class UnknownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (Reflect.hasMetadata(TAKES_PARAMETERS, context.getHandler())) return true;
    readParameters(context.switchToHttp().getRequest<FastifyRequest>().url, {});
    return true;
  }
}
