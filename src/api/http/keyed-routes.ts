import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DECLARED_ACCESS, type DeclaredAccess } from '../access/requires.js';

type Handler = object;

/** Addresses whose GET requires more than reading: their answers need a key, independent of READ_ACCESS. */
@Injectable()
export class KeyedRoutes {
  private known: ReadonlySet<string> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @param template the path as its controller writes it, for example `/v1/exports/:id` */
  has(template: string): boolean {
    this.known ??= new Set(
      this.discovery
        .getControllers()
        .flatMap(({ metatype }) => (metatype ? keyedTemplates(metatype as Type) : [])),
    );
    return this.known.has(template);
  }
}

function keyedTemplates(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] ?? {};
    if (Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET) return [];
    const paths = pathsOf(handler);
    const access = [handler, controller]
      .map((where) => Reflect.getMetadata(DECLARED_ACCESS, where) as DeclaredAccess | undefined)
      .find((declared) => declared !== undefined);
    if (access === 'read' || access === 'open') return [];
    return pathsOf(controller).flatMap((start) => paths.map((end) => joined(start, end)));
  });
}

const pathsOf = (where: Handler): string[] =>
  [Reflect.getMetadata(PATH_METADATA, where) as string | string[] | undefined]
    .flat()
    .filter((path) => path !== undefined);

const joined = (...parts: string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;
