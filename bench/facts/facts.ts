import { openPools } from '../../src/database/connect.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import type { DataSet } from '../data/data-set.js';
import { sideBySide, type Contender, type Standing } from '../measure.js';
import { forget, project } from './catch-up.js';
import { FactsCopy } from './copy.js';

export const CATCH_UP = 'projection from the first event';
export const REBUILD = 'rebuild';
export const COPY = 'COPY of the same rows';

/** Rate of projecting a whole log, in events/s, compared with a COPY of the resulting rows. */
export async function benchFacts(
  { url, events }: DataSet,
  rounds: number,
): Promise<{ rows: number; standings: Standing[] }> {
  const pools = openPools(url);
  const copy = await FactsCopy.open(url);
  let rows = 0;
  const timed = (name: string, task: () => Promise<{ milliseconds: number }>): Contender => ({
    name,
    run: async () => {
      const { milliseconds } = await task();
      return { perSecond: (events / milliseconds) * 1000, p50: NaN, p99: NaN };
    },
  });
  try {
    const standings = await sideBySide(
      [
        timed(CATCH_UP, async () => {
          await forget(url);
          const start = performance.now();
          await project(url);
          return { milliseconds: performance.now() - start };
        }),
        timed(REBUILD, async () => {
          const { seconds, same } = await rebuildFacts(pools.write);
          if (same !== true) throw new Error('the rebuild came to other facts than the projection');
          return { milliseconds: seconds * 1000 };
        }),
        timed(COPY, async () => {
          const copied = await copy.run();
          rows = copied.rows;
          return copied;
        }),
      ],
      rounds,
    );
    return { rows, standings };
  } finally {
    await copy.close();
    await pools.end();
  }
}
