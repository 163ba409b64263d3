import { Injectable, RequestMethod } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService } from '@nestjs/core';
import { controllersOf, type DeclaredRoute, routesOf } from '../access/declared-routes.js';

/** Addresses whose GET requires more than reading: their answers need a key, independent of READ_ACCESS. */
@Injectable()
export class KeyedRoutes {
  private known: ReadonlySet<string> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @param template the path as its controller writes it, for example `/v1/exports/:id` */
  has(template: string): boolean {
    this.known ??= new Set(routesOf(controllersOf(this.discovery)).flatMap(keyedTemplates));
    return this.known.has(template);
  }
}

function keyedTemplates({ controller, handler, method, access }: DeclaredRoute): string[] {
  if (method !== RequestMethod.GET || access === 'read' || access === 'open') return [];
  const paths = pathsOf(handler);
  return pathsOf(controller).flatMap((start) => paths.map((end) => joined(start, end)));
}

const pathsOf = (where: object): string[] =>
  [Reflect.getMetadata(PATH_METADATA, where) as string | string[] | undefined]
    .flat()
    .filter((path) => path !== undefined);

const joined = (...parts: string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;
