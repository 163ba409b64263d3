import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { BLOCK, RUN, type Subject } from '../facts/count-subjects.js';
import { contestedFacts } from '../policies/filter-sql.js';
import { contestedPath, type SummaryBy } from './summary-by.js';

export interface CountRow {
  /** `contested`: see countsStatement. */
  subject: Subject | 'contested';
  value: string;
  count: number;
}

/**
 * How many policies have each value on a day as known at a position: the last running total before it, the blocks since, and
 * the remaining changes one by one: from the row of their block if that is complete, or else from the deltas.
 */
export function summaryStatement(
  subjects: readonly Subject[],
  asOf: Day,
  position: number,
  uncertain: Uncertain,
) {
  const { ends, rest } = sumsUpTo(position);
  return {
    name: 'summary',
    text: TEXT,
    values: [
      position,
      subjects,
      uncertain === 'flag' ? ['flag'] : ['flag', uncertain],
      asOf,
      [0, ...ends].slice(0, -1),
      ends,
      rest,
    ],
  };
}

/** The same of one subject, with all policies and a row that counts 1 if any policy has a contested field, else 0. */
export function countsStatement(by: SummaryBy, asOf: Day, position: number, uncertain: Uncertain) {
  const path = contestedPath(by);
  const { text, values } = summaryStatement([by, 'policy'], asOf, position, uncertain);
  const contested = `SELECT 'contested', '', (EXISTS (SELECT FROM ${contestedFacts(path, '$4', '$1')}))::integer`;
  return { name: `counts-${path ?? 'field'}`, text: `(${text}) UNION ALL ${contested}`, values };
}

/**
 * The sums that cover all positions up to one, except the last few: where each ends, and with it the next begins, and the first
 * position after them.
 */
export function sumsUpTo(position: number): { ends: number[]; rest: number } {
  const total = Math.floor((position + 1) / RUN) * RUN;
  const ends = total > 0 ? [total] : [];
  for (let end = total + BLOCK; end <= position + 1; end += BLOCK) ends.push(end);
  return { ends, rest: ends.at(-1) ?? 0 };
}

const TEXT = `
  WITH parts AS (
    SELECT s.subject, s.value, s.sums[width_bucket($4::date, s.days)] AS delta
    FROM unnest($5::bigint[], $6::bigint[]) AS span (since, until) JOIN read.count_sums AS s USING (since, until)
    WHERE s.subject = ANY ($2) AND s.reading = ANY ($3)
    UNION ALL
    SELECT s.subject, s.value, (SELECT sum(c.delta) FROM unnest(s.positions, s.from_days, s.deltas) AS c (position, day, delta)
      WHERE c.position <= $1::bigint - $7::bigint AND c.day <= $4::date)
    FROM read.count_sums AS s
    WHERE s.since = $7::bigint AND s.until = $7::bigint + ${BLOCK} AND s.subject = ANY ($2) AND s.reading = ANY ($3)
    UNION ALL
    SELECT d.subject, d.value, d.delta FROM read.count_deltas AS d
    WHERE d.known_from >= $7::bigint AND d.known_from <= $1 AND d.subject = ANY ($2) AND d.reading = ANY ($3) AND d.day <= $4::date
  )
  SELECT subject, value, sum(delta)::bigint AS count FROM parts
  GROUP BY subject, value HAVING sum(delta) <> 0 ORDER BY subject, value COLLATE "C"`;
