import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import { endVisits, story, visit } from '../dashboard/support/browser.js';
import { startTestApp, type TestApp } from '../support/app.js';

const POLICY = 'jp-us-patriot-transfer';

/** A page of another origin: another port is another origin. */
async function startPage(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>A page of somebody else</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

/** Reads state, list, difference and stream from a script of the page, and returns what was readable; null where it was not. */
async function read(page: string, url: string): Promise<Record<string, unknown>> {
  const { page: tab, close } = await visit(page);
  await tab.goto('/');
  const seen = await tab.evaluate(
    async ({ url, policy }) => {
      const ask = async (path: string, init?: RequestInit) => {
        try {
          const response = await fetch(url + path, init);
          const headers = ['etag', 'link', 'content-location', 'x-request-id'].filter((name) =>
            response.headers.has(name),
          );
          return { status: response.status, headers, body: (await response.text()).slice(0, 20) };
        } catch {
          return null;
        }
      };
      const stream = () =>
        new Promise((resolve) => {
          const source = new EventSource(`${url}/v1/events/stream?after=0`);
          source.onmessage = ({ lastEventId }) => {
            source.close();
            resolve(lastEventId);
          };
          source.onerror = () => {
            source.close();
            resolve(null);
          };
        });
      return {
        state: await ask(`/v1/policies/${policy}?asOf=2024-07-31`),
        again: await ask(`/v1/policies/${policy}?asOf=2024-07-31`, { headers: { 'if-none-match': '"x"' } }),
        list: await ask('/v1/policies?limit=2'),
        diff: await ask(`/v1/diff?fromAsOf=2024-01-01&toAsOf=2024-12-31`),
        problem: await ask('/v1/policies/nobody'),
        stream: await stream(),
        keyed: await ask('/v1/caller', { headers: { authorization: 'Bearer nobody' } }),
        written: await ask('/v1/policies', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        }),
      };
    },
    { url, policy: POLICY },
  );
  await close();
  return seen;
}

let page: Awaited<ReturnType<typeof startPage>>;
let open: TestApp;
let closed: TestApp;
let listing: TestApp;
beforeAll(async () => {
  page = await startPage();
  open = await startTestApp();
  closed = await startTestApp({ READ_ACCESS: 'key' });
  listing = await startTestApp({ READ_ACCESS: 'key', CORS_ORIGINS: page.origin });
  await loadDemo(open.application.http.app.get(Imports));
});
afterAll(async () => {
  await endVisits();
  for (const app of [open, closed, listing]) await app.stop();
  page.server.close();
});

story('A page of another origin, in a browser', () => {
  it('reads what is public, with its headers and problems, and neither sends keys nor writes', async () => {
    const seen = await read(page.origin, open.url);
    const found = { status: 200, headers: ['etag', 'link', 'x-request-id'], body: expect.any(String) };
    expect(seen).toEqual({
      state: found,
      again: found,
      list: found,
      diff: { ...found, headers: expect.arrayContaining(['etag', 'x-request-id']) },
      problem: { status: 404, headers: ['x-request-id'], body: expect.any(String) },
      stream: '1',
      keyed: null,
      written: null,
    });
  }, 60_000);

  it('reads nothing where reads need a key', async () => {
    const seen = await read(page.origin, closed.url);
    expect(Object.values(seen)).toEqual(Object.values(seen).map(() => null));
  }, 60_000);

  it('may send its key, and write, where it is listed', async () => {
    const seen = await read(page.origin, listing.url);
    const refused = { status: 401, headers: ['x-request-id'], body: expect.any(String) };
    expect(seen).toMatchObject({ state: refused, keyed: refused, written: refused });
  }, 60_000);
});
