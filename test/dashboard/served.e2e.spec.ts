import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtFiles } from '../../src/api/dashboard/built-files.js';
import { startTestServer } from '../support/api-server.js';
import type { HttpServer } from '../../src/api/http-server.js';

let server: HttpServer;
beforeAll(async () => {
  server = await startTestServer([]);
});
afterAll(() => server.stop());

const get = (path: string) => fetch(`${server.url}${path}`);

describe('The dashboard is served by the API itself', () => {
  it.each(['/', '/compare?toAsOf=2024-07-31', '/operations', '/policies/x/compare?fromAsOf=2024-01-01'])(
    '%s is the page, asked for anew each time, under a strict content policy',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(policy).not.toContain('unsafe');
    },
  );

  it('its files are kept for ever, since their names change with their content', async () => {
    const script = [...(await builtFiles()).keys()].find((path) => /^assets\/index-.+\.js$/.test(path));
    if (script === undefined) throw new Error('The dashboard is not built: npm run build -w dashboard');
    const response = await get(`/${script}`);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/assets/none.js',
    '/assets/..%2Findex.html',
    '/assets/..%2f..%2fpackage.json',
    '/nowhere',
    '/policies',
  ])('%s is no page, but a 404', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each(['/nowhere', '/policies', '/policies/x/nothing?asOf=2024-07-31'])(
    '%s is a page that says so to a browser, with status 404',
    async (path) => {
      const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
      const response = await fetch(`${server.url}${path}`, { headers: { accept } });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).toContain('<div id="root">');
      const api = await fetch(`${server.url}/v1/nowhere${path}`, { headers: { accept } });
      expect(api.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  it('without a built dashboard there are no files, and no error', async () => {
    expect((await builtFiles('/nonexistent')).size).toBe(0);
  });
});
