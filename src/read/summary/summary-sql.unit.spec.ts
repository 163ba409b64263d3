import { describe, expect, it } from '@jest/globals';
import { BLOCK, RUN } from '../facts/count-subjects.js';
import { sumsUpTo } from './summary-sql.js';

describe('the sums below a position', () => {
  it.each([0, 1, BLOCK - 2, BLOCK - 1, BLOCK, RUN - 2, RUN - 1, RUN, 1_000_000])(
    'cover each position up to %i once, except the last few',
    (position) => {
      const { ends, rest } = sumsUpTo(position);
      let begin = 0;
      for (const end of ends) {
        expect(end - begin === BLOCK || (begin === 0 && end % RUN === 0)).toBe(true);
        begin = end;
      }
      expect(rest).toBe(begin);
      expect(position + 1).toBeGreaterThanOrEqual(rest);
      expect(position + 1 - rest).toBeLessThan(BLOCK);
      expect(ends.length).toBeLessThanOrEqual(RUN / BLOCK);
    },
  );
});
