import type { FastifyInstance, FastifyRequest } from 'fastify';
import { chosenType } from './accept.js';
import { varyAlso } from '../vary.js';

const JSON_TYPE = 'application/json';
const ROWS: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'application/x-ndjson': '.ndjson',
};
const LINKED: Readonly<Record<string, string>> = { 'application/ld+json': '/document.jsonld' };

/** Addresses that answer in other types than JSON, too: each type has an address of its own, this one with something behind it. */
const REPRESENTATIONS: readonly { path: RegExp; suffixes: Readonly<Record<string, string>> }[] = [
  { path: /^\/v1\/(policies|timeline|panel|diff|summary)$/, suffixes: ROWS },
  { path: /^\/v1\/policies\/[^/]+\/(timeline|history)$/, suffixes: ROWS },
  { path: /^\/v1\/(policies|developments)\/[^/]+$/, suffixes: LINKED },
];

/** Paths below policies and developments that only look like the id of one. */
const NO_ID = /\.(csv|ndjson)$/;

/**
 * The address of the representation that `Accept` prefers: JSON for `*`/`*` and browsers. What nothing meets keeps its address, and
 * is refused by addRepresentations.
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

/** Refuses what no representation meets (406), and says that answers differ by `Accept`. */
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

/** By the address that was asked, which may have been led to another since. */
const asked = ({ originalUrl }: FastifyRequest) => suffixesOf(originalUrl.split('?', 1)[0] ?? '');

const suffixesOf = (path: string): Readonly<Record<string, string>> | undefined =>
  NO_ID.test(path) ? undefined : REPRESENTATIONS.find((each) => each.path.test(path))?.suffixes;
