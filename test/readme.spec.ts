import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../src/cli/load-demo.js';
import { Imports } from '../src/write/import/imports.js';
import { startTestApp, type TestApp } from './support/app.js';
import { curl, shownIn } from './support/curl.js';

const README = readFileSync('README.md', 'utf8');
const SHOWN = shownIn(README);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
});
afterAll(() => app.stop());

/** Ids and instants of the run that the README shows, and what they are in this one. */
const ours = new Map<string, string>();
const OF_ONE_RUN = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const inThisRun = (text: string): string => text.replace(OF_ONE_RUN, (theirs) => ours.get(theirs) ?? theirs);

/** Learns what the ids and instants of a shown answer are in this run, from the places where they stand. */
function learn(shown: unknown, actual: unknown): void {
  if (typeof shown === 'string' && typeof actual === 'string') {
    if (shown.replace(OF_ONE_RUN, '') === '' && !ours.has(shown)) ours.set(shown, actual);
  } else if (typeof shown === 'object' && shown !== null && typeof actual === 'object' && actual !== null) {
    for (const [name, value] of Object.entries(shown))
      learn(value, (actual as Record<string, unknown>)[name]);
  }
}

/**
 * As much of an answer as is shown: its members that are named, its first items. A list of plain values, and
 * what is shown empty, is shown whole.
 */
function shortened(actual: unknown, shown: unknown): unknown {
  if (Array.isArray(shown) && Array.isArray(actual))
    return shown.some((item) => typeof item === 'object')
      ? shown.map((item, i) => shortened(actual[i], item))
      : actual;
  if (typeof shown !== 'object' || typeof actual !== 'object' || shown === null || actual === null)
    return actual;
  const names = Object.keys(shown);
  if (names.length === 0) return actual;
  return Object.fromEntries(
    names.map((name) => [
      name,
      shortened((actual as Record<string, unknown>)[name], (shown as Record<string, unknown>)[name]),
    ]),
  );
}

describe('the README', () => {
  it('shows answers to all its curl commands', () => {
    expect(SHOWN.length).toBeGreaterThan(10);
    expect(README.match(/^curl /gm)).toHaveLength(SHOWN.length);
  });

  it.each(SHOWN)('tells truly what comes of $command', async ({ command, answer }) => {
    const asked = inThisRun(command).replace('http://127.0.0.1:3000', app.url).replace('$KEY', app.adminKey);
    const actual: unknown = await (await curl(asked)).json();
    learn(answer, actual);
    expect(shortened(actual, answer)).toEqual(JSON.parse(inThisRun(JSON.stringify(answer))));
  });

  it('has every route of openapi.json in its table, and no other', () => {
    const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const table = README.split('\n').filter((line) => line.startsWith('| `'));
    const told = table.flatMap((line) => [...line.matchAll(/`([A-Z]+ \/[^`]*)`/g)].map(([, route]) => route));
    expect(told.sort()).toEqual(served.sort());
  });
});
