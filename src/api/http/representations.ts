import type { FastifyInstance, FastifyRequest } from 'fastify';
import { chosenType } from './accept.js';
import { varyAlso } from '../vary.js';

const JSON_TYPE = 'application/json';
const ROWS: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'application/x-ndjson': '.ndjson',
};
const LINKED: Readonly<Record<string, string>> = { 'application/ld+json': '/document.jsonld' };

/** Paths with further media types besides JSON: each type has an address of its own, the path plus a suffix. */
const REPRESENTATIONS: readonly { path: RegExp; suffixes: Readonly<Record<string, string>> }[] = [
  { path: /^\/v1\/(policies|timeline|panel|diff|summary)$/, suffixes: ROWS },
  { path: /^\/v1\/policies\/[^/]+\/(timeline|history)$/, suffixes: ROWS },
  { path: /^\/v1\/(policies|developments)\/[^/]+$/, suffixes: LINKED },
];

/** Paths below policies and developments whose last part only looks like an id. */
const NO_ID = /\.(csv|ndjson)$/;

/**
 * The address of the representation that `Accept` prefers: JSON for `*`/`*` and browsers. If no type matches, the address is
 * unchanged, and addRepresentations refuses it.
 */
export function representedUrl({
  method,
  url,
  headers: { accept },
}: {
  method?: string | undefined;
  url?: string | undefined;
  headers: { accept?: string | undefined };
}): string {
  const asked = url ?? '';
  const [path = '', ...query] = asked.split('?');
  const suffixes = method === 'GET' || method === 'HEAD' ? suffixesOf(path) : undefined;
  if (accept === undefined || suffixes === undefined) return asked;
  try {
    const suffix = suffixes[chosenType(accept, [JSON_TYPE, ...Object.keys(suffixes)])] ?? '';
    return [`${path}${suffix}`, ...query].join('?');
  } catch {
    return asked;
  }
}

/** Refuses requests that no representation matches (406), and adds `Vary: Accept`. */
export function addRepresentations(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const suffixes = request.method === 'GET' || request.method === 'HEAD' ? asked(request) : undefined;
    if (suffixes === undefined) {
      done();
      return;
    }
    varyAlso(reply, 'Accept');
    try {
      chosenType(request.headers.accept, [JSON_TYPE, ...Object.keys(suffixes)]);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    if (asked(request) !== undefined) varyAlso(reply, 'Accept');
    done(null, payload);
  });
}

/** Based on the original address, because the URL may have been rewritten. */
const asked = ({ originalUrl }: FastifyRequest) => suffixesOf(originalUrl.split('?', 1)[0] ?? '');

const suffixesOf = (path: string): Readonly<Record<string, string>> | undefined =>
  NO_ID.test(path) ? undefined : REPRESENTATIONS.find((each) => each.path.test(path))?.suffixes;
