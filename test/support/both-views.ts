import { expect } from '@jest/globals';
import type { TestApp } from './app.js';

/** A day by which everything with a date was public. */
const EVERYTHING = '9999-12-31';
const MOST_PAGES = 20;

/**
 * Asks the tables, and then the log folded on the spot, by when all was public: page by page they are to give the same bytes, but
 * for the basis and for what carries it on (links, and the id of a feed).
 * @returns how many pages that were
 */
export async function expectSameOfBoth(app: TestApp, path: string): Promise<number> {
  let stored = path;
  let live = `${path}${path.includes('?') ? '&' : '?'}publishedBy=${EVERYTHING}`;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const [text, folded] = [await textOf(app, stored), await textOf(app, live)];
    expect({ path: live, text: butForBasis(folded) }).toEqual({ path: live, text: butForBasis(text) });
    const [next, nextFolded] = [nextOf(text), nextOf(folded)];
    if (next === undefined || nextFolded === undefined) return pages;
    [stored, live] = [next, nextFolded];
  }
  return MOST_PAGES;
}

export async function textOf(app: TestApp, path: string): Promise<string> {
  const response = await fetch(new URL(path, app.url));
  const text = await response.text();
  expect({ path, status: response.status, text }).toMatchObject({ status: 200 });
  return text;
}

/** The path of the next page, of a list or of a feed. */
export const nextOf = (text: string): string | undefined =>
  /(?:,"next":"|rel="next" href=")([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');

const butForBasis = (text: string): string =>
  text
    .replace(/"publishedBy":"[^"]*",?|,"publishedBy":"[^"]*"/, '')
    .replace(/"(next|permalink)":"[^"]*"/g, '"$1"')
    .replace(/<id>[^<]*<\/id>/, '<id/>')
    .replace(/rel="(self|next)" href="[^"]*"/g, 'rel="$1"');
