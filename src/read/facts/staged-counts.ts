import type pg from 'pg';
import { jsonBytes } from '../../database/json-bytes.js';
import { copyInto } from './copy-rows.js';
import { BLOCK } from './count-subjects.js';
import type { Generation } from './generation.js';
import { blocksSql, sealedBy, sealRuns } from './seal-counts.js';
import { column, table, type RowOf } from './table.js';
import { givenRows } from './given-rows.js';
import { COUNT_DELTAS, type CountDelta } from './tables.js';

const { subject, reading, value, ...change } = COUNT_DELTAS.types;
const series = column<number>('integer');
/** What is counted. Changes name it by a number, because its three texts take PostgreSQL twice as long to sort. */
const SERIES = table('series', [], { series, subject, reading, value });
const STAGED = table('staged_counts', [], { series, ...change });

/**
 * The changes of counts of a rebuild. They come policy by policy, so no block is complete before the last one: until then they wait in a
 * table without an index, and are written once. `sealCounts` would index each and delete it again.
 */
export class StagedCounts {
  private readonly series = new Map<string, RowOf<typeof SERIES>>();

  private constructor(private readonly generation: Generation) {}

  /** Makes the table, in the place of one that a killed rebuild left. It is unlogged: a crash of the server ends the rebuild as well. */
  static async create(client: pg.ClientBase, generation: Generation): Promise<StagedCounts> {
    const columns = STAGED.columns.map(({ name, type }) => `${name} ${type.sql} NOT NULL`).join(', ');
    const staged = new StagedCounts(generation);
    await staged.run(
      client,
      `DROP TABLE IF EXISTS read.staged_counts{g}; CREATE UNLOGGED TABLE read.staged_counts{g} (${columns})`,
    );
    return staged;
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

  /** Writes the blocks and running totals up to a position and the changes behind the last block, and drops the table. */
  async seal(client: pg.ClientBase, last: number): Promise<void> {
    const all = jsonBytes([...this.series.values()]);
    await this.run(client, 'ANALYZE read.staged_counts{g}'); // else the planner takes it for small
    await this.run(client, WRITE_BLOCKS, all, sealedBy(last));
    await this.run(client, WRITE_REST, all, sealedBy(last));
    await this.run(client, 'DROP TABLE read.staged_counts{g}');
    await sealRuns(client, this.generation, 0, last);
  }

  private run(client: pg.ClientBase, statement: string, ...values: (number | Buffer)[]): Promise<unknown> {
    const text = statement.replaceAll('{g}', this.generation);
    return values.length === 0 ? client.query(text) : client.query(text, values);
  }

  private numberOf({ subject, reading, value }: CountDelta): number {
    const key = `${subject} ${reading} ${value}`;
    const known = this.series.get(key);
    if (known) return known.series;
    const series = this.series.size;
    this.series.set(key, { series, subject, reading, value });
    return series;
  }
}

const NAMED = givenRows(SERIES.columns, '$1::json');

const WRITE_BLOCKS = blocksSql(
  `moved AS (
    SELECT known_from / ${BLOCK} AS block, known_from % ${BLOCK} AS position, series, day, delta
    FROM read.staged_counts{g} WHERE known_from < $2
  )`,
  'series',
  `JOIN ${NAMED} USING (series)`,
);

const WRITE_REST = `
  INSERT INTO read.count_deltas{g} (known_from, subject, reading, day, value, delta)
  SELECT known_from, subject, reading, day, value, delta
  FROM read.staged_counts{g} JOIN ${NAMED} USING (series) WHERE known_from >= $2`;
