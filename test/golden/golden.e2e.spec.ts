import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { goldenAnswers, goldenLog } from './files.js';
import { answerTo, startOn } from './golden-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startOn(goldenLog());
});
afterAll(() => app.stop());

const answers = goldenAnswers();
/** What an answer is about: the last word of its path, or the policies themselves. */
const sortOf = ({ path }: { path: string }): string =>
  /^\/v1\/([^?]*)/.exec(path)?.[1]?.replace(/^(policies|developments)\/[^/]+/, '$1/{id}') ?? '';
const sorts = [...new Set(answers.map(sortOf))].sort();

describe('A permalink always answers with the same bytes (AGENTS.md, "Golden answers")', () => {
  it('of which there are enough, over a log that holds something of everything', () => {
    expect(answers.length).toBeGreaterThanOrEqual(300);
    expect(goldenLog().length).toBeGreaterThanOrEqual(290);
    expect(sorts.length).toBeGreaterThanOrEqual(15);
  });

  it.each(sorts)('%s', async (sort) => {
    for (const golden of answers.filter((answer) => sortOf(answer) === sort))
      expect(await answerTo(app, golden.path)).toEqual(golden);
  });
});
