import type { FastifyInstance } from 'fastify';
import { nearest } from '../../domain/nearest.js';
import { HttpProblem } from '../problems/http-problem.js';

const LONGEST_SHOWN = 200;

/** All routes of the server, so that a wrong address can be answered with the nearest one. */
export class RouteTable {
  private readonly methods = new Map<string, Set<string>>();

  /** Call before any route is registered. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const name of [method].flat()) known.add(name);
      this.methods.set(url, known);
    });
  }

  /** The methods of a path, in alphabetical order; empty if there is no such path. */
  methodsOf(path: string): string[] {
    const found = [...this.methods].flatMap(([template, known]) => (fits(template, path) ? [...known] : []));
    return [...new Set(found)].sort();
  }

  /** 405 with `Allow` if the path has other methods, else 404 with the nearest path. */
  notFound(method: string, url: string): HttpProblem {
    const path = url.split('?', 1)[0] ?? '';
    const shown = path.length > LONGEST_SHOWN ? `${path.slice(0, LONGEST_SHOWN)}…` : path;
    const allow = this.methodsOf(path);
    if (allow.length > 0) {
      return new HttpProblem('method-not-allowed', `${shown} does not take ${method}`, {
        headers: { allow: allow.join(', ') },
        errors: [{ detail: 'Methods that this address takes', allowed: allow }],
      });
    }
    const didYouMean = this.nearestPath(path);
    return new HttpProblem(
      'route-not-found',
      `There is nothing at ${shown}`,
      didYouMean ? { extra: { didYouMean } } : {},
    );
  }

  /** Compares with the templates; their parameters are filled in from the same position of the path. */
  private nearestPath(path: string): string | undefined {
    if (path.length > LONGEST_SHOWN) return undefined;
    const parts = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
    const candidates = new Set<string>();
    for (const template of this.methods.keys()) {
      const pieces = template.split('/');
      if (pieces.length !== parts.length || template.includes('*')) continue;
      candidates.add(pieces.map((piece, i) => (piece.startsWith(':') ? (parts[i] ?? '') : piece)).join('/'));
    }
    return nearest(path, candidates);
  }
}

function fits(template: string, path: string): boolean {
  const pieces = template.split('/');
  const parts = path.split('/');
  if (pieces.length !== parts.length || template.includes('*')) return false;
  return pieces.every((piece, i) => (piece.startsWith(':') ? parts[i] !== '' : piece === parts[i]));
}
