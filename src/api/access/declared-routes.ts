import type { RequestMethod, Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DECLARED_ACCESS, type DeclaredAccess } from './requires.js';

/** A route as its controller declares it. */
export interface DeclaredRoute {
  controller: Type;
  handler: object;
  /** `Controller.method`. */
  name: string;
  method: RequestMethod;
  /** What the handler says, else its controller; undefined: neither says anything. */
  access: DeclaredAccess | undefined;
}

/** The controllers that an application has, or is about to start with. */
export const controllersOf = (discovery: DiscoveryService): Type[] =>
  discovery.getControllers().flatMap(({ metatype }) => (metatype ? [metatype as Type] : []));

/** The routes of controllers: their methods with @Get, @Post and the like. */
export function routesOf(controllers: readonly Type[]): DeclaredRoute[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, object>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] ?? {};
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const access = [handler, controller]
        .map((where) => Reflect.getMetadata(DECLARED_ACCESS, where) as DeclaredAccess | undefined)
        .find((declared) => declared !== undefined);
      return [{ controller, handler, name: `${controller.name}.${name}`, method, access }];
    });
  });
}
