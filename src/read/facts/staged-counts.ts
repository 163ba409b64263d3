import type pg from 'pg';
import { jsonBytes } from '../../database/json-bytes.js';
import { copyInto } from './copy-rows.js';
import { BLOCK, RUN } from './count-subjects.js';
import { forGeneration, type Generation } from './generation.js';
import { blocksSql, sealedBy, sealRuns } from './seal-counts.js';
import { column, table, type RowOf } from './table.js';
import { givenRows } from './given-rows.js';
import { COUNT_DELTAS, type CountDelta } from './tables.js';

const { subject, reading, value, ...change } = COUNT_DELTAS.types;
const series = column<number>('integer');
/** What is counted. Changes name it by a number, because its three texts take PostgreSQL twice as long to sort. */
const SERIES = table('series', [], { series, subject, reading, value });
const STAGED = table('staged_counts', [], { series, ...change });

/** What is counted, and its number. */
export type Series = RowOf<typeof SERIES>;

/** How many numbers a share has. */
const NUMBERS = 2 ** 24;

/** Makes the table of changes, in the place of one that a killed rebuild left. It is unlogged: a crash of the server ends the rebuild as well. */
export async function createStaged(client: pg.ClientBase, generation: Generation): Promise<void> {
  const columns = STAGED.columns.map(({ name, type }) => `${name} ${type.sql} NOT NULL`).join(', ');
  await client.query(
    forGeneration(
      `DROP TABLE IF EXISTS read.staged_counts{g}; CREATE UNLOGGED TABLE read.staged_counts{g} (${columns})`,
      generation,
    ),
  );
}

/**
 * The changes of counts of a share of a rebuild. They come policy by policy, so no block is complete before the last one: until then they
 * wait in a table without an index, and are written once. `sealCounts` would index each and delete it again.
 */
export class StagedCounts {
  private readonly numbered = new Map<string, Series>();

  /** @param share its number; each share numbers what it counts by itself */
  constructor(
    private readonly generation: Generation,
    private readonly share: number,
  ) {}

  /** What its changes count. */
  series(): Series[] {
    return [...this.numbered.values()];
  }

  /** Adds changes in any order, but no two of the same position, day and series. */
  write(client: pg.ClientBase, deltas: readonly CountDelta[]): Promise<void> {
    const rows = deltas.map((each) => ({
      series: this.numberOf(each),
      knownFrom: each.knownFrom,
      day: each.day,
      delta: each.delta,
    }));
    return copyInto(client, STAGED, this.generation, rows);
  }

  private numberOf({ subject, reading, value }: CountDelta): number {
    const key = `${subject} ${reading} ${value}`;
    const known = this.numbered.get(key);
    if (known) return known.series;
    const series = this.share * NUMBERS + this.numbered.size;
    this.numbered.set(key, { series, subject, reading, value });
    return series;
  }
}

/** In how many parts blocks are written. */
const PARTS = 4;

/**
 * Writes all that was staged, and drops its table: the blocks up to a position, the changes behind the last one, and the running totals.
 * @param adding the session that makes the totals of each part while `writing` has the blocks of the next ones
 * @param free when `adding` may be used
 * @param series of all shares
 */
export async function sealStaged(
  writing: pg.ClientBase,
  { session: adding, free }: { session: pg.ClientBase; free: Promise<unknown> },
  generation: Generation,
  series: readonly Series[],
  last: number,
): Promise<void> {
  const named = jsonBytes(series);
  const end = sealedBy(last);
  const size = Math.ceil(end / PARTS / RUN) * RUN;
  const starts = Array.from({ length: PARTS }, (_, part) => Math.min(part * size, end));
  const query = (statement: string, ...values: (number | Buffer)[]) =>
    writing.query(forGeneration(statement, generation), values);
  await query('ANALYZE read.staged_counts{g}'); // else the planner takes it for small
  let added: Promise<unknown> = free;
  for (const since of starts) {
    const until = Math.min(since + size, end);
    await query(WRITE_BLOCKS, named, since, until);
    added = added.then(() => sealRuns(adding, generation, since, until - 1));
    added.catch(() => undefined); // thrown at the end
  }
  await query(WRITE_REST, named, end);
  await query('DROP TABLE read.staged_counts{g}');
  await added;
}

/** What is counted has a number in each share; `counted` is one for all. */
const NAMED = `named AS MATERIALIZED (
    SELECT series, dense_rank() OVER (ORDER BY subject, reading, value) AS counted, subject, reading, value
    FROM ${givenRows(SERIES.columns, '$1::json')})`;

const WRITE_BLOCKS = blocksSql(
  `${NAMED}, moved AS (
    SELECT known_from / ${BLOCK} AS block, known_from % ${BLOCK} AS position, counted, day, delta
    FROM read.staged_counts{g} JOIN named USING (series) WHERE known_from >= $2 AND known_from < $3
  )`,
  'counted',
  'JOIN (SELECT DISTINCT counted, subject, reading, value FROM named) AS names USING (counted)',
);

const WRITE_REST = `
  WITH ${NAMED}
  INSERT INTO read.count_deltas{g} (known_from, subject, reading, day, value, delta)
  SELECT known_from, subject, reading, day, value, delta
  FROM read.staged_counts{g} JOIN named USING (series) WHERE known_from >= $2`;
