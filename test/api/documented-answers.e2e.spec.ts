import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadDemo } from '../../src/cli/load-demo.js';
import type { Json } from '../../src/domain/json.js';
import { Imports } from '../../src/write/import/imports.js';
import { call } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ASKED, ELSEWHERE } from './documented-requests.js';

interface Documented {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
const openapi = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Partial<Record<'get' | 'post' | 'delete', Documented>>>;
  components: { schemas: object };
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', components: openapi.components });

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
});
afterAll(() => app.stop());

/** Values of earlier answers for later requests: `:name` in a path or body. */
const named: Record<string, string> = {};
const filled = (text: string): string =>
  text.replace(/:(\w+Id)\b/g, (_, name: string) => named[name] ?? '').replace(':url', app.url);

describe('Answers are what the documentation says', () => {
  it.each(ASKED)('$answer: $path', async ({ answer, path, body, lines, keep = {} }) => {
    const [method = '', template = '', status = ''] = answer.split(' ');
    const documented = openapi.paths[template]?.[method as 'get']?.responses[status];
    const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(documented?.content ?? {});
    const response =
      lines === undefined
        ? await call(
            app,
            method.toUpperCase(),
            filled(path),
            body && (JSON.parse(filled(JSON.stringify(body))) as Json),
            type === 'application/json' ? { accept: type } : {},
          )
        : await fetch(`${app.url}${path}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/x-ndjson' },
            body: lines,
          });
    const text = await response.text();
    expect({ status: response.status, text: response.ok ? '' : text }).toEqual({
      status: Number(status),
      text: '',
    });

    if (type === '') expect(text).toBe('');
    if (type === '' || type === 'application/octet-stream') return;
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type);
    if (type !== 'application/json') return;
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('#/components', 'api#/components')) as object,
    );
    const given: unknown = JSON.parse(text);
    expect([validate(given), validate.errors]).toEqual([true, null]);
    for (const [name, member] of Object.entries(keep)) named[name] = member(given as never);
  });

  it('every one of them', () => {
    const documented = Object.entries(openapi.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { responses }]) =>
        Object.keys(responses)
          .filter((status) => status.startsWith('2'))
          .map((status) => `${method} ${path} ${status}`),
      ),
    );
    const asked = new Set([...ASKED.map(({ answer }) => answer), ...ELSEWHERE]);
    expect(documented.filter((answer) => !asked.has(answer))).toEqual([]);
    expect([...asked].filter((answer) => !documented.includes(answer))).toEqual([]);
  });
});
