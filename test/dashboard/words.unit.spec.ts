import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const AREAS = readdirSync('dashboard/src/words/en').map((name) => name.replace('.ts', ''));
const wordsOf = async (language: string, area: string): Promise<object> =>
  Object.values((await import(`../../dashboard/src/words/${language}/${area}.ts`)) as object)[0] as object;

describe('the words of the dashboard', () => {
  it.each(['en', 'ja'])(
    'of each area have names of their own: all areas are one object (%s)',
    async (language) => {
      const names = (await Promise.all(AREAS.map((area) => wordsOf(language, area)))).flatMap((words) =>
        Object.keys(words),
      );
      expect(names.length).toBeGreaterThan(200);
      expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
    },
  );
});
