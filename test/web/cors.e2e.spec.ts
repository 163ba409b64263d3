import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXPOSED } from '../../src/api/http/add-cors.js';
import { startTestApp, type TestApp } from '../support/app.js';

const FOREIGN = 'https://foreign.example';
const LISTED = 'https://news.example:8443';
const READING = 'Accept, Accept-Datetime, If-None-Match, Last-Event-ID, traceparent, mcp-protocol-version';

type Method = 'get' | 'post' | 'delete';
const openapi = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Partial<Record<Method, { security?: object[] }>>>;
};
/** Every operation of the OpenAPI document; an unknown id is enough for the requests. */
const OPERATIONS = Object.entries(openapi.paths).flatMap(([path, item]) =>
  (['get', 'post', 'delete'] as const)
    .filter((method) => item[method])
    .map((method) => ({
      path: path.replaceAll(/\{[^}]+\}/g, 'nobody'),
      method: method.toUpperCase(),
      isPublic: method === 'get' && (item[method]?.security ?? []).length === 0,
      methods: Object.keys(item)
        .flatMap((name) => (name === 'get' ? ['GET', 'HEAD'] : [name.toUpperCase()]))
        .sort(),
    })),
);

async function ask(app: TestApp, { path, method }: { path: string; method: string }, origin?: string) {
  const end = new AbortController();
  const response = await fetch(app.url + path, {
    method,
    headers: origin === undefined ? {} : { origin },
    signal: end.signal,
  });
  // A stream of events would not end.
  end.abort();
  return response;
}

const preflight = (app: TestApp, { path, method }: { path: string; method: string }, origin: string) =>
  fetch(app.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization, idempotency-key',
    },
  });

const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin');
const varies = ({ headers }: Response) => (headers.get('vary') ?? '').split(', ');

let open: TestApp;
let listing: TestApp;
let closed: TestApp;
beforeAll(async () => {
  open = await startTestApp();
  listing = await startTestApp({ CORS_ORIGINS: `${LISTED}, http://localhost:5173` });
  closed = await startTestApp({ READ_ACCESS: 'key', CORS_ORIGINS: LISTED });
});
afterAll(async () => {
  await open.stop();
  await listing.stop();
  await closed.stop();
});

describe.each(OPERATIONS)('$method $path, asked by a page of another origin', (operation) => {
  it('lets any page read what is public, and no page the rest', async () => {
    for (const origin of [undefined, FOREIGN]) {
      const response = await ask(open, operation, origin);
      expect(allowed(response)).toBe(operation.isPublic ? '*' : null);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(varies(response)).not.toContain('Origin');
      if (operation.isPublic) expect(response.headers.get('access-control-expose-headers')).toBe(EXPOSED);
    }
  });

  it('names only reading to a page that is not listed', async () => {
    for (const app of [open, listing]) {
      const response = await preflight(app, operation, FOREIGN);
      expect(response.status).toBe(204);
      expect(allowed(response)).toBe('*');
      expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
      expect(response.headers.get('access-control-allow-headers')).toBe(READING);
      expect(response.headers.get('access-control-max-age')).toBe('86400');
    }
  });

  it('gives a listed page all methods of the address, and varies by origin', async () => {
    const told = await preflight(listing, operation, LISTED);
    expect(allowed(told)).toBe(LISTED);
    expect(told.headers.get('access-control-allow-methods')?.split(', ')).toEqual(
      // An address may fit a second template: /v1/exports/choices could be the id of an export.
      expect.arrayContaining(operation.methods),
    );
    expect(told.headers.get('access-control-allow-headers')).toBe(
      `${READING}, Authorization, Content-Type, Idempotency-Key, If-Match`,
    );
    expect(varies(told)).toContain('Origin');
    for (const origin of [undefined, FOREIGN, LISTED]) {
      const response = await ask(listing, operation, origin);
      expect(varies(response)).toContain('Origin');
      expect(allowed(response)).toBe(origin === LISTED ? LISTED : operation.isPublic ? '*' : null);
    }
  });

  it('is closed to pages that are not listed where reads need a key', async () => {
    for (const origin of [undefined, FOREIGN])
      expect(allowed(await ask(closed, operation, origin))).toBeNull();
    const refused = await preflight(closed, operation, FOREIGN);
    expect([refused.status, allowed(refused)]).toEqual([204, null]);
    expect(refused.headers.get('access-control-allow-methods')).toBeNull();
    expect(allowed(await ask(closed, operation, LISTED))).toBe(LISTED);
    expect(allowed(await preflight(closed, operation, LISTED))).toBe(LISTED);
  });
});

it('the headers that pages of other origins see are those that the guide names', () => {
  const [, named = ''] = /it sees the headers ([^.]+)\./.exec(readFileSync('docs/open-web.md', 'utf8')) ?? [];
  expect([...named.matchAll(/`([^`]+)`/g)].map(([, header]) => header)).toEqual(EXPOSED.split(', '));
});

describe('OPTIONS', () => {
  it('gives the methods of an address, also without an origin', async () => {
    const response = await fetch(`${open.url}/v1/policies`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  });

  it('of an address that is none is a problem', async () => {
    expect((await fetch(`${open.url}/v1/nothing/here`, { method: 'OPTIONS' })).status).toBe(404);
  });
});

describe('Origins', () => {
  it('are compared whole: neither a part of a listed one nor null is listed', async () => {
    for (const origin of [
      'https://news.example',
      'https://news.example:84430',
      'http://news.example:8443',
      'null',
    ])
      expect(allowed(await ask(closed, { path: '/v1/policies', method: 'GET' }, origin))).toBeNull();
  });

  it('are said to matter beside what else an answer varies by', async () => {
    const response = await ask(listing, { path: '/v1/kinds', method: 'GET' });
    expect(response.headers.get('vary')).toBe('Origin, Accept-Encoding');
  });
});
