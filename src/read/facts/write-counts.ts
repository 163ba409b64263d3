import type pg from 'pg';
import { BEGINNING, type Day } from '../../domain/day.js';
import type { Changes } from './changes.js';
import { countDeltas, type CountDelta } from './count-deltas.js';
import { BLOCKS } from './count-subjects.js';
import type { Generation } from './generation.js';

interface Sum extends Omit<CountDelta, 'knownFrom'> {
  level: number;
  block: number;
  unit: 'day' | 'month' | 'year';
}

/** Writes what a batch adds to the counts, one by one and summed by blocks of positions and of days. */
export async function writeCounts(
  client: pg.ClientBase,
  changes: Changes,
  generation: Generation,
): Promise<void> {
  const deltas = countDeltas(changes);
  if (deltas.length === 0) return;
  await client.query(INSERT_DELTAS.replaceAll('{g}', generation), [JSON.stringify(deltas)]);
  await client.query(ADD_SUMS.replaceAll('{g}', generation), [JSON.stringify(sumsOf(deltas))]);
}

function sumsOf(deltas: readonly CountDelta[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { knownFrom, subject, reading, day, value, delta } of deltas)
    for (let level = 0; level <= BLOCKS.length; level += 1) {
      const block = level === 0 ? 0 : Math.floor(knownFrom / (BLOCKS[level - 1] as number));
      for (const unit of ['day', 'month', 'year'] as const) {
        const first = firstDay(unit, day);
        const key = `${level} ${block} ${subject} ${reading} ${unit} ${first} ${value}`;
        const sum = sums.get(key);
        if (sum) sum.delta += delta;
        else sums.set(key, { subject, reading, level, block, unit, day: first, value, delta });
      }
    }
  return [...sums.values()].filter(({ delta }) => delta !== 0);
}

/** The first day of a day's month or year. */
export function firstDay(unit: Sum['unit'], day: Day): Day {
  if (day === BEGINNING || unit === 'day') return day;
  return unit === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

const INSERT_DELTAS = `
  INSERT INTO read.count_deltas{g} (known_from, subject, reading, day, value, delta)
  SELECT r."knownFrom", r.subject, r.reading, r.day, r.value, r.delta
  FROM json_to_recordset($1) AS r("knownFrom" bigint, subject text, reading text, day date, value text, delta integer)`;

const ADD_SUMS = `
  INSERT INTO read.count_sums{g} AS s (subject, reading, level, block, unit, day, value, delta)
  SELECT r.subject, r.reading, r.level, r.block, r.unit, r.day, r.value, r.delta
  FROM json_to_recordset($1)
    AS r(subject text, reading text, level integer, block bigint, unit text, day date, value text, delta bigint)
  ON CONFLICT (subject, reading, level, block, unit, day, md5(value)) DO UPDATE SET delta = s.delta + excluded.delta`;
