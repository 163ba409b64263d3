import type pg from 'pg';
import { BLOCK, RUN } from './count-subjects.js';
import type { Generation } from './generation.js';

/**
 * Writes the sums of the blocks, and the running totals, that end between two positions. All positions up to `last` must be
 * written, and all before `first` sealed.
 */
export async function sealCounts(
  client: pg.ClientBase,
  generation: Generation,
  first: number,
  last: number,
): Promise<void> {
  const seal = (statement: string, since: number, until: number) =>
    client.query(statement.replaceAll('{g}', generation), [since, until]);
  const [begin, end] = [floor(first, BLOCK), floor(last + 1, BLOCK)];
  if (end > begin) await seal(SEAL_BLOCKS, begin, end);
  for (let until = floor(first, RUN) + RUN; until <= last + 1; until += RUN)
    await seal(SEAL_RUN, until - RUN, until);
}

const floor = (position: number, size: number): number => Math.floor(position / size) * size;

const STEPS = 'array_agg(day ORDER BY day), array_agg(total ORDER BY day)';

const SEAL_BLOCKS = `
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums)
  SELECT block * ${BLOCK}, (block + 1) * ${BLOCK}, subject, reading, value, ${STEPS}
  FROM (SELECT known_from / ${BLOCK} AS block, subject, reading, value, day,
      (sum(sum(delta)) OVER (PARTITION BY known_from / ${BLOCK}, subject, reading, value ORDER BY day))::integer AS total
    FROM read.count_deltas{g} WHERE known_from >= $1 AND known_from < $2
    GROUP BY block, subject, reading, value, day HAVING sum(delta) <> 0) AS steps
  GROUP BY block, subject, reading, value`;

/** The previous running total, as deltas again, and the deltas since. */
const SEAL_RUN = `
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums)
  SELECT 0, $2::bigint, subject, reading, value, ${STEPS}
  FROM (SELECT subject, reading, value, day,
      (sum(sum(delta)) OVER (PARTITION BY subject, reading, value ORDER BY day))::integer AS total
    FROM (
      SELECT subject, reading, value, day, delta FROM read.count_deltas{g} WHERE known_from >= $1 AND known_from < $2
      UNION ALL
      SELECT subject, reading, value, day, total - lag(total, 1, 0) OVER (PARTITION BY subject, reading, value ORDER BY day)
      FROM read.count_sums{g} CROSS JOIN unnest(days, sums) AS step (day, total) WHERE since = 0 AND until = $1) AS added
    GROUP BY subject, reading, value, day HAVING sum(delta) <> 0) AS steps
  GROUP BY subject, reading, value`;
