import { BEGINNING, dayAfter, type Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { BLOCKS, type Subject } from '../facts/count-subjects.js';
import { firstDay } from '../facts/write-counts.js';

export interface CountRow {
  subject: Subject;
  value: string;
  count: number;
}

/**
 * How many policies have each value on a day as known at a position: the sums of the blocks of positions that lie wholly below
 * it, and what remains one by one.
 */
export function summaryStatement(
  subjects: readonly Subject[],
  asOf: Day,
  position: number,
  uncertain: Uncertain,
) {
  const { levels, blocks, rest } = blocksUpTo(position);
  return {
    name: 'summary',
    text: TEXT,
    values: [
      position,
      subjects,
      uncertain === 'flag' ? ['flag'] : ['flag', uncertain],
      asOf,
      levels,
      blocks,
      rest,
      ...unitDays(asOf),
    ],
  };
}

/** The blocks that lie below the end of a position, largest first, and the first position behind them. */
export function blocksUpTo(position: number): { levels: number[]; blocks: number[]; rest: number } {
  const levels: number[] = [];
  const blocks: number[] = [];
  let covered = 0;
  for (const [i, size] of [...BLOCKS.entries()].reverse()) {
    for (; covered + size <= position + 1; covered += size) {
      levels.push(i + 1);
      blocks.push(covered / size);
    }
  }
  return { levels, blocks, rest: covered };
}

/** Whole years, whole months of the year begun and days of the month begun: first days, each up to the next. */
function unitDays(asOf: Day): Day[] {
  return [BEGINNING, firstDay('year', asOf), firstDay('month', asOf), dayAfter(asOf)];
}

const TEXT = `
  WITH blocks AS MATERIALIZED (
    SELECT level, block FROM unnest($5::integer[], $6::bigint[]) AS blocks (level, block)
  ), units (unit, since, until) AS MATERIALIZED (
    VALUES ('year', $8::date, $9::date), ('month', $9::date, $10::date), ('day', $10::date, $11::date)
  ), parts AS (
    SELECT s.subject, s.value, s.delta
    FROM blocks CROSS JOIN units CROSS JOIN unnest($2::text[]) AS subjects (subject) CROSS JOIN unnest($3::text[]) AS readings (reading)
    CROSS JOIN LATERAL (SELECT s.subject, s.value, s.delta FROM read.count_sums AS s
      WHERE s.subject = subjects.subject AND s.reading = readings.reading AND s.level = blocks.level AND s.block = blocks.block
        AND s.unit = units.unit AND s.day >= units.since AND s.day < units.until) AS s
    UNION ALL
    SELECT d.subject, d.value, d.delta FROM read.count_deltas AS d
    WHERE d.known_from >= $7::bigint AND d.known_from <= $1 AND d.subject = ANY ($2) AND d.reading = ANY ($3) AND d.day <= $4::date
  )
  SELECT subject, value, sum(delta)::bigint AS count FROM parts
  GROUP BY subject, value HAVING sum(delta) <> 0 ORDER BY subject, value COLLATE "C"`;
