import type pg from 'pg';
import { jsonBytes } from '../../database/json-bytes.js';
import { BLOCK, RUN } from './count-subjects.js';
import { forGeneration, type Generation } from './generation.js';
import { givenRows } from './given-rows.js';
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
  const [begin, end] = [floor(first, BLOCK), sealedBy(last)];
  if (end > begin)
    await client.query(forGeneration(SEAL_BLOCKS, generation), [begin, end, jsonBytes(deltas)]);
  await sealRuns(client, generation, first, last);
}

/** Writes the running totals that end between two positions, whose blocks are sealed. */
export async function sealRuns(
  client: pg.ClientBase,
  generation: Generation,
  first: number,
  last: number,
): Promise<void> {
  const statement = forGeneration(SEAL_RUN, generation);
  for (let until = floor(first, RUN) + RUN; until <= last + 1; until += RUN)
    await client.query(statement, [until - RUN, until]);
}

/** The first position whose block is not complete after `last`. */
export const sealedBy = (last: number): number => floor(last + 1, BLOCK);

const floor = (position: number, size: number): number => Math.floor(position / size) * size;

const STEPS = 'array_agg(day ORDER BY day) AS days, array_agg(total ORDER BY day) AS sums';

/**
 * Writes a row for each block and each value that is counted in it; those whose changes add up to nothing have no days there.
 * @param moved the WITH queries up to `moved`: the changes with their block, their position in it, and what they count
 * @param counted the columns of `moved` that say what is counted
 * @param named joins the subject, reading and value of what is counted, unless they are `counted`
 */
export const blocksSql = (moved: string, counted: string, named = ''): string => `
  WITH ${moved}, changes AS (
    SELECT block, ${counted}, array_agg(position::smallint ORDER BY position, day) AS positions,
      array_agg(day ORDER BY position, day) AS from_days, array_agg(delta::smallint ORDER BY position, day) AS deltas
    FROM moved GROUP BY block, ${counted}
  ), steps AS (
    SELECT block, ${counted}, ${STEPS}
    FROM (SELECT block, ${counted}, day,
        (sum(sum(delta)) OVER (PARTITION BY block, ${counted} ORDER BY day))::integer AS total
      FROM moved GROUP BY block, ${counted}, day HAVING sum(delta) <> 0) AS summed
    GROUP BY block, ${counted}
  )
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums, positions, from_days, deltas)
  SELECT block * ${BLOCK}, (block + 1) * ${BLOCK}, subject, reading, value, coalesce(days, '{}'), coalesce(sums, '{}'),
    positions, from_days, deltas
  FROM changes LEFT JOIN steps USING (block, ${counted}) ${named}`;

/** The changes of complete blocks move into the rows of their sums. */
const SEAL_BLOCKS = blocksSql(
  `written AS (
    DELETE FROM read.count_deltas{g} WHERE known_from >= $1 AND known_from < $2
    RETURNING known_from, subject, reading, value, day, delta
  ), moved AS (
    SELECT known_from / ${BLOCK} AS block, known_from % ${BLOCK} AS position, subject, reading, value, day, delta
    FROM (TABLE written UNION ALL
      SELECT r."knownFrom", subject, reading, value, day, delta FROM ${givenRows(COUNT_DELTAS.columns, '$3::json')}) AS taken
  )`,
  'subject, reading, value',
);

/**
 * The previous running total and the sums of the blocks since, each as what it adds from a day on. What is counted gets a number,
 * because its three texts take three times as long to sort with each day.
 */
const SEAL_RUN = `
  WITH parts AS MATERIALIZED (
    SELECT dense_rank() OVER (ORDER BY subject, reading, value) AS series, subject, reading, value, days, sums
    FROM read.count_sums{g} WHERE since = 0 AND until = $1 OR since >= $1 AND until <= $2
  ), totals AS (
    SELECT series, ${STEPS}
    FROM (SELECT series, day, (sum(sum(delta)) OVER (PARTITION BY series ORDER BY day))::integer AS total
      FROM parts CROSS JOIN LATERAL (
        SELECT day, total - lag(total, 1, 0) OVER (ORDER BY day) AS delta FROM unnest(days, sums) AS step (day, total)) AS added
      GROUP BY series, day HAVING sum(delta) <> 0) AS steps
    GROUP BY series
  )
  INSERT INTO read.count_sums{g} (since, until, subject, reading, value, days, sums)
  SELECT 0, $2::bigint, subject, reading, value, totals.days, totals.sums
  FROM totals JOIN (SELECT DISTINCT series, subject, reading, value FROM parts) AS counted USING (series)`;

/** All changes of counts, as the columns of COUNT_DELTAS, whether their blocks are complete or not. */
export const allChanges = (generation: Generation): string => `(
  SELECT known_from, subject, reading, day, value, delta FROM read.count_deltas${generation}
  UNION ALL
  SELECT since + c.position, subject, reading, c.day, value, c.delta
  FROM read.count_sums${generation} CROSS JOIN unnest(positions, from_days, deltas) AS c (position, day, delta))`;
