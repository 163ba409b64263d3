import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { problemIn, startTestServer } from '../../../test/support/api-server.js';
import { Requires } from '../access/requires.js';
import type { HttpServer } from '../http-server.js';
import { day } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

@Controller('v1/policies')
class PoliciesController {
  @Get(':id')
  @Requires('read')
  show(@QueryParameters({ asOf: day('The effective day') }) parameters: object) {
    return parameters;
  }
}
@Module({ controllers: [PoliciesController] })
class PoliciesModule {}

let http: HttpServer;
beforeAll(async () => {
  http = await startTestServer([PoliciesModule]);
});
afterAll(() => http.stop());
const get = (path: string) => fetch(http.url + path);

describe('the operations of the service', () => {
  it('report liveness', async () => {
    const response = await get('/health/live');
    expect(await response.json()).toEqual({ status: 'live' });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('report readiness when every part is ready, and otherwise what is missing', async () => {
    const readiness = http.app.get(Readiness);
    let loaded: string | undefined = 'half of the lines are in';
    readiness.add('database', () => Promise.resolve(undefined));
    readiness.add('demo data', () => Promise.resolve(loaded));
    const early = await get('/health/ready');
    expect(early.headers.get('retry-after')).toBe('1');
    expect(await problemIn(early)).toMatchObject({
      status: 503,
      type: '/problems/not-ready',
      ready: ['database'],
      missing: { 'demo data': 'half of the lines are in' },
    });
    loaded = undefined;
    expect(await (await get('/health/ready')).json()).toEqual({
      status: 'ready',
      ready: ['database', 'demo data'],
    });
  });

  it('count a check that fails or hangs as not ready, without its reasons', async () => {
    const readiness = new Readiness();
    readiness.add('broken', () => Promise.reject(new Error('password=hunter2')));
    readiness.add('hanging', () => new Promise(() => undefined));
    const { missing } = await readiness.verdict();
    expect(missing).toEqual({ broken: 'the check failed', hanging: 'no answer within 2 s' });
  });

  it('show a warning without being less ready', async () => {
    const readiness = http.app.get(Readiness);
    const said: string[] = [];
    readiness.warn('clock', () => Promise.resolve(said[0]));
    expect(await (await get('/health/ready')).json()).not.toHaveProperty('warnings');
    said.push('recordedAt runs 3600 s ahead of the clock');
    const warned = await get('/health/ready');
    expect([warned.status, await warned.json()]).toMatchObject([200, { warnings: { clock: said[0] } }]);
  });

  it('measure requests by route, not by address', async () => {
    await get('/v1/policies/one');
    await get('/v1/policies/two');
    await get('/v1/policies/two?wrong=1');
    await get('/nowhere');
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    const count = (labels: string) =>
      new RegExp(`http_request_duration_seconds_count\\{${labels}\\} (\\d+)`).exec(text)?.[1];
    expect(count('method="GET",route="/v1/policies/:id",status="200"')).toBe('2');
    expect(count('method="GET",route="/v1/policies/:id",status="400"')).toBe('1');
    expect(count('method="GET",route="none",status="404"')).toBe('1');
    expect(text).not.toContain('/v1/policies/one');
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it('show the figures that other parts add, while they are known', async () => {
    let lag: number | undefined = 3;
    http.app.get(Metrics).gauge('broken', 'It cannot be read', () => Promise.reject(new Error('away')));
    http.app.get(Metrics).gauge('projection_lag_events', 'Events not yet projected', () => lag);
    expect(await (await get('/metrics')).text()).toMatch(/^projection_lag_events 3$/m);
    lag = undefined;
    expect(await (await get('/metrics')).text()).not.toMatch(/^projection_lag_events \d/m);
  });
});

describe('the documentation', () => {
  it('describes every route with its parameters and its problems', async () => {
    const document = (await (await get('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<
        string,
        Record<string, { parameters: unknown[]; security?: object[]; responses: object }>
      >;
      components: { schemas: object };
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/policies/{id}', '/v1/keys', '/v1/keys/{id}', '/health/ready', '/metrics']),
    );
    const operation = document.paths['/v1/policies/{id}']?.['get'];
    expect(operation?.parameters).toContainEqual(
      expect.objectContaining({ name: 'asOf', in: 'query', required: false }),
    );
    expect(operation?.responses).toHaveProperty('default');
    expect(document.components.schemas).toHaveProperty('Problem');
    const { security } = document.paths['/v1/keys']?.['post'] ?? {};
    expect(new Set(security)).toEqual(new Set([{ bearer: [] }, { oidc: [] }]));
    expect(JSON.stringify(document)).not.toMatch(/127\.0\.0\.1|localhost/);
  });

  it('cannot be framed, nor can an answer', async () => {
    for (const path of ['/docs', '/health/live', '/v1/policies/one', '/nowhere', '/%'])
      expect([path, (await get(path)).headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      ]);
  });

  it('can be browsed without the internet', async () => {
    const page = await get('/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(4);
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
  });
});
