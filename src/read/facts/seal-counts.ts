import type pg from 'pg';
import { jsonBytes } from '../../database/json-bytes.js';
import { BLOCK, RUN } from './count-subjects.js';
import type { Generation } from './generation.js';
import { givenRows } from './table-sql.js';
import { COUNT_DELTAS, type CountDelta } from './tables.js';

/**
 * Writes the sums of the blocks, and the running totals, that end between two positions. All positions up to `last` must be
 * written, and all before `first` sealed.
 * @param deltas changes of those blocks that are not written
 */
export async function sealCounts(
  client: pg.ClientBase,
  generation: Generation,
  first: number,
  last: number,
  deltas: readonly CountDelta[] = [],
): Promise<void> {
  const seal = (statement: string, ...values: (number | Buffer)[]) =>
    client.query(statement.replaceAll('{g}', generation), values);
  const [begin, end] = [floor(first, BLOCK), sealedBy(last)];
  if (end > begin) await seal(SEAL_BLOCKS, begin, end, jsonBytes(deltas));
  for (let until = floor(first, RUN) + RUN; until <= last + 1; until += RUN)
    await seal(SEAL_RUN, until - RUN, until);
}

/** The first position whose block is not complete after `last`. */
export const sealedBy = (last: number): number => floor(last + 1, BLOCK);

const floor = (position: number, size: number): number => Math.floor(position / size) * size;

const STEPS = 'array_agg(day ORDER BY day) AS days, array_agg(total ORDER BY day) AS sums';

/** The changes of complete blocks move into the rows of their sums; those that add up to nothing have no days there. */
const SEAL_BLOCKS = `
  WITH written AS (
    DELETE FROM read.count_deltas{g} WHERE known_from >= $1 AND known_from < $2
    RETURNING known_from, subject, reading, value, day, delta
  ), moved AS (
    SELECT known_from / ${BLOCK} AS block, known_from % ${BLOCK} AS position, subject, reading, value, day, delta
    FROM (TABLE written UNION ALL
      SELECT r."knownFrom", subject, reading, value, day, delta FROM ${givenRows(COUNT_DELTAS.columns, '$3::json')}) AS taken
  ), changes AS (
    SELECT block, subject, reading, value, array_agg(position::smallint ORDER BY position, day) AS positions,
      array_agg(day ORDER BY position, day) AS from_days, array_agg(delta::smallint ORDER BY position, day) AS deltas
    FROM moved GROUP BY block, subject, reading, value
  ), steps AS (
    SELECT block, subject, reading, value, ${STEPS}
    FROM (SELECT block, subject, reading, value, day,
        (sum(sum(delta)) OVER (PARTITION BY block, subject, reading, value ORDER BY day))::integer AS total
      FROM moved GROUP BY block, subject, reading, value, day HAVING sum(delta) <> 0) AS summed
    GROUP BY block, subject, reading, value
  )
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums, positions, from_days, deltas)
  SELECT block * ${BLOCK}, (block + 1) * ${BLOCK}, subject, reading, value, coalesce(days, '{}'), coalesce(sums, '{}'),
    positions, from_days, deltas
  FROM changes LEFT JOIN steps USING (block, subject, reading, value)`;

/** The previous running total and the sums of the blocks since, each as what it adds from a day on. */
const SEAL_RUN = `
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums)
  SELECT 0, $2::bigint, subject, reading, value, ${STEPS}
  FROM (SELECT subject, reading, value, day,
      (sum(sum(delta)) OVER (PARTITION BY subject, reading, value ORDER BY day))::integer AS total
    FROM (
      SELECT subject, reading, value, day,
        total - lag(total, 1, 0) OVER (PARTITION BY since, subject, reading, value ORDER BY day) AS delta
      FROM read.count_sums{g} CROSS JOIN unnest(days, sums) AS step (day, total)
      WHERE since = 0 AND until = $1 OR since >= $1 AND until <= $2) AS added
    GROUP BY subject, reading, value, day HAVING sum(delta) <> 0) AS steps
  GROUP BY subject, reading, value`;

/** All changes of counts, as the columns of COUNT_DELTAS, whether their blocks are complete or not. */
export const allChanges = (generation: Generation): string => `(
  SELECT known_from, subject, reading, day, value, delta FROM read.count_deltas${generation}
  UNION ALL
  SELECT since + c.position, subject, reading, c.day, value, c.delta
  FROM read.count_sums${generation} CROSS JOIN unnest(positions, from_days, deltas) AS c (position, day, delta))`;
