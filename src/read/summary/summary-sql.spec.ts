import { describe, expect, it } from '@jest/globals';
import { BLOCKS } from '../facts/count-subjects.js';
import { blocksUpTo } from './summary-sql.js';

describe('the blocks below a position', () => {
  it.each([0, 1, 254, 255, 256, 4095, 4096, 65_535, 65_536, 1_000_000])(
    'cover each position up to %i once, but for the last few',
    (position) => {
      const { levels, blocks, rest } = blocksUpTo(position);
      let end = 0;
      levels.forEach((level, i) => {
        const size = BLOCKS[level - 1] ?? NaN;
        expect((blocks[i] ?? NaN) * size).toBe(end);
        end += size;
      });
      expect(rest).toBe(end);
      expect(position + 1 - rest).toBeLessThan(BLOCKS[0]);
      expect(position + 1).toBeGreaterThanOrEqual(rest);
      expect(levels.length).toBeLessThan(60);
    },
  );
});
