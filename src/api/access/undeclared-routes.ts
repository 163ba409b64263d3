import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DECLARED_ACCESS } from './requires.js';

/** The routes, as `Controller.method`, that declare neither @Requires nor @Open. There must be none. */
export function undeclaredRoutes(controllers: readonly Type[]): string[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, object>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .map((name) => ({ name, handler: prototype[name] ?? {} }))
      .filter(({ handler }) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .filter(
        ({ handler }) => ![handler, controller].some((where) => Reflect.hasMetadata(DECLARED_ACCESS, where)),
      )
      .map(({ name }) => `${controller.name}.${name}`);
  });
}

/** Prevents the start of a server with an undeclared route; the guard alone would notice it only at the first request. */
@Injectable()
export class EveryRouteDeclaresAccess implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error with the names of the routes */
  onModuleInit(): void {
    const controllers = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? [metatype as Type] : []));
    const routes = undeclaredRoutes(controllers);
    if (routes.length > 0)
      throw new Error(`Declare who may use these routes, with @Requires or @Open: ${routes.join(', ')}`);
  }
}
