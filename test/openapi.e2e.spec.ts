import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { undocumentedAnswers } from '../src/api/docs/operation.js';
import { withRoutes } from '../src/api/docs/routes-page.js';
import { readOpenApi } from './api/ask-documented.js';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

describe('openapi.json', () => {
  it('equals the document of the running service (npm run docs writes it)', async () => {
    const served: unknown = await (await fetch(`${app.url}/openapi.json`)).json();
    expect(readFileSync('openapi.json', 'utf8')).toBe(`${JSON.stringify(served, null, 2)}\n`);
  });

  it('is the list of routes in docs/routes.md, too', async () => {
    const served = (await (await fetch(`${app.url}/openapi.json`)).json()) as OpenAPIObject;
    const page = readFileSync('docs/routes.md', 'utf8');
    expect(page).toBe(withRoutes(page, served));
    const listed = [...page.matchAll(/^- `([A-Z]+ \/[^`]*)`/gm)].map(([, route]) => route);
    const routes = Object.entries(served.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(routes.sort());
  });

  it('has an answer for each operation, or no service would start', async () => {
    const served = (await (await fetch(`${app.url}/openapi.json`)).json()) as OpenAPIObject;
    expect(undocumentedAnswers(served)).toEqual([]);
  });

  it('says of each operation whether it needs a key, and which problems can come', () => {
    const { paths, components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, { security?: object[]; responses: object }>>;
      components: { securitySchemes: Record<string, { bearerFormat: string }> };
    };
    expect(components.securitySchemes['bearer']?.bearerFormat).toBe('opaque');
    for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
      expect(operation.security).toBeDefined();
      expect(Object.keys(operation.responses).filter((status) => status.startsWith('4'))).not.toEqual([]);
    }
    expect(paths['/v1/policies']?.['get']?.security).toEqual([]);
    const { security } = paths['/v1/policies']?.['post'] ?? {};
    expect(new Set(security)).toEqual(new Set([{ bearer: [] }, { oidc: [] }]));
  });

  it('shows an example of every answer, but of streams, and of what only a race can ask for', () => {
    const without = Object.entries(readOpenApi().paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { responses }]) =>
        Object.entries(responses).flatMap(([status, { content = {} }]) => {
          const [first] = Object.entries(content);
          if (!status.startsWith('2') || first === undefined || 'example' in first[1]) return [];
          return first[0] === 'text/event-stream' ? [] : [`${method} ${path} ${status}`];
        }),
      ),
    );
    expect(without.sort()).toEqual(['delete /v1/exports/{id} 202']);
  });

  it('calls each operation by a readable name of its own (@Operation)', () => {
    const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
