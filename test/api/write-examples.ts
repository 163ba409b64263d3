import { writeFileSync } from 'node:fs';
import { loadDemo } from '../../src/cli/load-demo.js';
import type { Json } from '../../src/domain/json.js';
import { Imports } from '../../src/write/import/imports.js';
import { startTestApp } from '../support/app.js';
import { startServer } from '../support/server.js';
import { Asker, readOpenApi } from './ask-documented.js';
import { ASKED } from './documented-requests.js';
import { EXAMPLE_SETTINGS, exampleOf, hasExample } from './example-of.js';

/** Writes the examples of openapi.json: the answers of the demo to the documented requests. Part of `npm run docs`. */
const openapi = readOpenApi();
const server = await startServer();
const app = await startTestApp(EXAMPLE_SETTINGS);
await loadDemo(app.application.http.app.get(Imports));
const asker = new Asker(app, openapi);
const examples: Record<string, Json> = {};
for (const asked of ASKED) {
  const { response, text } = await asker.ask(asked);
  if (!response.ok) throw new Error(`${asked.answer}: ${text}`);
  const type = response.headers.get('content-type')?.split(';')[0];
  if (hasExample(type) && response.status !== 204) examples[asked.answer] ??= exampleOf(text, type);
}
await app.stop();
await server.stop();
writeFileSync('data/api-examples.json', `${JSON.stringify(examples, null, 1)}\n`);
