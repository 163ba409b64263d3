import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Asker, documentedContent, readOpenApi } from './ask-documented.js';
import { ASKED, ELSEWHERE } from './documented-requests.js';
import { EXAMPLE_SETTINGS, exampleOf, hasExample } from './example-of.js';

const openapi = readOpenApi();
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', components: openapi.components });

let app: TestApp;
let asker: Asker;
beforeAll(async () => {
  app = await startTestApp(EXAMPLE_SETTINGS);
  await loadDemo(app.application.http.app.get(Imports));
  asker = new Asker(app, openapi);
});
afterAll(() => app.stop());

/** The first answer of each kind is the example. */
const shown = new Set<string>();

describe('Answers are what the documentation says', () => {
  it.each(ASKED)('$answer: $path', async (asked) => {
    const [, , status] = asked.answer.split(' ');
    const content = documentedContent(openapi, asked.answer);
    const { response, text } = await asker.ask(asked);
    expect({ status: response.status, text: response.ok ? '' : text }).toEqual({
      status: Number(status),
      text: '',
    });
    if (content === undefined) {
      expect(text).toBe('');
      return;
    }
    const { type, schema, example } = content;
    const given = response.headers.get('content-type')?.split(';')[0] ?? '';
    if (type !== 'application/octet-stream') expect(given).toBe(type);
    // After a change: npm run docs
    if (!shown.has(asked.answer) && hasExample(given)) expect(exampleOf(text, given)).toEqual(example);
    shown.add(asked.answer);
    if (type !== 'application/json') return;
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('#/components', 'api#/components')) as object,
    );
    for (const each of [JSON.parse(text), example])
      expect([validate(each), validate.errors]).toEqual([true, null]);
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
