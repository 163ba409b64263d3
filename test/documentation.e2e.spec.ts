import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../src/cli/load-demo.js';
import { Imports } from '../src/write/import/imports.js';
import { startTestApp, type TestApp } from './support/app.js';
import { curl, shownIn } from './support/curl.js';

/** Pages that show commands and answers, in the order in which a reader follows them beside one demo. */
const PAGES = ['README.md', 'docs/tour.md', 'docs/exporting.md'];
const read = (page: string): string => readFileSync(page, 'utf8');
const SHOWN = PAGES.flatMap((page) => shownIn(read(page)).map((shown) => ({ page, ...shown })));

/** What the README asks of `$U` without showing the answers, which are no JSON to be read, or long. */
const ADDRESSES = [...read('README.md').matchAll(/^curl .*"\$U(.*)"$/gm)].map(([, address = '']) => address);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
});
afterAll(() => app.stop());

/** Ids and instants of the runs that the pages show, and what they are in this one. */
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

describe('the documentation', () => {
  it('shows answers to all its curl commands', () => {
    expect(SHOWN.length).toBeGreaterThan(10);
    const all = PAGES.flatMap((page) => read(page).match(/^curl /gm) ?? []);
    expect(all).toHaveLength(SHOWN.length + ADDRESSES.length);
  });

  it.each(ADDRESSES)('shows %s, which answers', async (address) => {
    const path = address.replaceAll('$U', app.url).replaceAll('$P', 'policies/jp-us-patriot-transfer');
    const response = await fetch(`${app.url}${path}`);
    expect(response.status).toBe(200);
    await response.body?.cancel(); // one of them has no end
  });

  it.each(SHOWN)('$page shows the true answer to $command', async ({ command, answer }) => {
    const asked = inThisRun(command).replace('http://127.0.0.1:3000', app.url).replace('$KEY', app.adminKey);
    const actual: unknown = await (await curl(asked)).json();
    learn(answer, actual);
    expect(shortened(actual, answer)).toEqual(JSON.parse(inThisRun(JSON.stringify(answer))));
  });

  it('keeps the README short enough to be read, with links that lead to files', () => {
    const readme = read('README.md');
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(10_240);
    const links = ['README.md', ...readdirSync('docs').filter((name) => name.endsWith('.md'))].flatMap(
      (page) => linksOf(page === 'README.md' ? page : `docs/${page}`),
    );
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** Files that a page links to, seen from the root of the project. */
const linksOf = (page: string): string[] =>
  [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => join(dirname(page), path));
