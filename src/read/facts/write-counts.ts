import type pg from 'pg';
import { BEGINNING, type Day } from '../../domain/day.js';
import type { Changes } from './changes.js';
import { countDeltas } from './count-deltas.js';
import { BLOCKS } from './count-subjects.js';
import type { Generation } from './generation.js';

/** Writes what a batch adds to the counts. */
export async function writeCounts(
  client: pg.ClientBase,
  changes: Changes,
  generation: Generation,
): Promise<void> {
  const deltas = countDeltas(changes);
  if (deltas.length === 0) return;
  await client.query(INSERT_DELTAS.replaceAll('{g}', generation), [
    deltas.map(({ knownFrom }) => knownFrom),
    deltas.map(({ subject }) => subject),
    deltas.map(({ reading }) => reading),
    deltas.map(({ day }) => day),
    deltas.map(({ value }) => value),
    deltas.map(({ delta }) => delta),
  ]);
}

/**
 * Writes the sums of the blocks of positions that end between two positions: once all up to `last` is written, and all before
 * `first` was sealed.
 */
export async function sealCounts(
  client: pg.ClientBase,
  generation: Generation,
  first: number,
  last: number,
): Promise<void> {
  for (const [i, size] of BLOCKS.entries()) {
    const begin = Math.floor(first / size) * size;
    const end = Math.floor((last + 1) / size) * size;
    if (end > begin) await client.query(SEAL.replaceAll('{g}', generation), [i + 1, size, begin, end]);
  }
}

/** The first day of a day's month or year. */
export function firstDay(unit: 'month' | 'year', day: Day): Day {
  if (day === BEGINNING) return day;
  return unit === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

const INSERT_DELTAS = `
  INSERT INTO read.count_deltas{g} (known_from, subject, reading, day, value, delta)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::text[], $6::integer[])`;

// Written in the order in which it is read, for a count reads a whole block and would else touch a page for each row.
// A day is made a timestamp without a zone: with one, the first of a month would depend on the session's zone.
const SEAL = `
  INSERT INTO read.count_sums{g} (subject, reading, level, block, unit, day, value, delta)
  SELECT subject, reading, $1::integer, known_from / $2::bigint, unit, date_trunc(unit, day::timestamp)::date AS first, value,
    sum(delta)
  FROM read.count_deltas{g} CROSS JOIN unnest(ARRAY['day', 'month', 'year']) AS units (unit)
  WHERE known_from >= $3 AND known_from < $4
  GROUP BY subject, reading, known_from / $2::bigint, unit, first, value HAVING sum(delta) <> 0
  ORDER BY subject, reading, known_from / $2::bigint, unit, first`;
