import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

describe('openapi.json', () => {
  it('is what the service says of itself (npm run docs writes it anew)', async () => {
    const served: unknown = await (await fetch(`${app.url}/openapi.json`)).json();
    expect(readFileSync('openapi.json', 'utf8')).toBe(`${JSON.stringify(served, null, 2)}\n`);
  });
});
