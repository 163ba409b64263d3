import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/domain/json.js';
import { copiedRuns } from './copied-words.js';
import { DEMO_LINES } from './demo-lines.js';

/** The articles the demo is drawn from; not part of the repository, so the test runs where they lie beside it. */
const ARTICLES = '../shared/seeds';
/** Shorter runs are shared by chance: names of offices, "the Ground, Maritime and Air Self-Defense Forces". */
const TELLING_RUN = 8;

describe('the words of the demo', () => {
  const withoutTitlesOfSources = DEMO_LINES.map((line) =>
    JSON.stringify(line, (key, value: JsonObject) => (key === 'sources' ? undefined : value)),
  ).join('\n');

  (existsSync(ARTICLES) ? it : it.skip)('are our own: no sentence of the articles is in them', () => {
    const files = readdirSync(ARTICLES);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const article = readFileSync(`${ARTICLES}/${file}`, 'utf8');
      expect(copiedRuns(withoutTitlesOfSources, article, TELLING_RUN)).toEqual([]);
    }
  });

  it('would be caught copying: eight words in a row, whatever the punctuation', () => {
    const article = 'Tokyo said: the “new” missiles will not be sold to anyone else.';
    expect(copiedRuns('they say THE NEW missiles, will not be sold to others', article, TELLING_RUN)).toEqual(
      ['the new missiles will not be sold to'],
    );
    expect(copiedRuns('the new missiles will not be given to anyone', article, TELLING_RUN)).toEqual([]);
  });
});
