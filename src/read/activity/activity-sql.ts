import { type ActivityPage, type Unit, UNIT_LENGTH } from './activity-query.js';
import { DAY_OF, KNOWN, type PointsSql, TEXT_OF } from './points-sql.js';

export interface PeriodRow {
  period: string;
  count: number;
  first: string;
  last: string;
}

/** How many begin in each unit, by their first possible day. */
export function activityStatement(
  { asOf, position, axis }: ActivityPage,
  unit: Unit,
  { rows, values }: PointsSql,
) {
  const day = DAY_OF[axis];
  return {
    text: `
      WITH ${KNOWN}, day AS (SELECT $1::date), days AS (
        SELECT ${day('first')} AS day, max(${day('last')}) AS last, count(*) AS count FROM (${rows}) AS points GROUP BY 1)
      SELECT left(day::text, ${UNIT_LENGTH[unit]}) AS period, sum(count)::integer AS count, min(day)::text AS first, max(last)::text AS last
      FROM days GROUP BY 1 ORDER BY 1`,
    values: [asOf, position, ...values],
  };
}

/**
 * The records of the whole log. Positions have no gaps, so the positions of the first record of each unit give the counts, and
 * no other record is read.
 */
export const logStatement = (position: number, unit: Unit) => ({
  text: `
    WITH RECURSIVE unit AS (
      SELECT e.position, e.recorded_at FROM log.events AS e WHERE e.position = 1 AND $1::bigint > 0
      UNION ALL
      SELECT later.position, later.recorded_at FROM unit CROSS JOIN LATERAL (
        SELECT e.position, e.recorded_at FROM log.events AS e
        WHERE e.recorded_at >= (date_trunc('${unit}', unit.recorded_at AT TIME ZONE 'UTC') + interval '1 ${unit}') AT TIME ZONE 'UTC'
          AND e.recorded_at <= (SELECT known.recorded_at FROM log.events AS known WHERE known.position = $1)
        ORDER BY e.recorded_at LIMIT 1) AS later)
    SELECT left(first, ${UNIT_LENGTH[unit]}) AS period, count::integer, first,
      (SELECT (e.recorded_at AT TIME ZONE 'UTC')::date::text FROM log.events AS e WHERE e.position = units.position + count - 1) AS last
    FROM (SELECT position, (recorded_at AT TIME ZONE 'UTC')::date::text AS first,
        lead(position, 1, $1 + 1) OVER (ORDER BY position) - position AS count FROM unit) AS units
    ORDER BY position`,
  values: [position],
});

/** The closest points before and after a point. */
export function adjacentStatement(
  { asOf, position, axis }: ActivityPage,
  around: string,
  { rows, lasts, values }: PointsSql,
) {
  const type = axis === 'recorded' ? 'timestamptz' : 'date';
  const point = `$${values.length + 3}::${type}`;
  // Without filters an index has the closest point next to this one; with filters each matching point is examined, once.
  const closest = (column: 'first' | 'last', side: '<' | '>') =>
    values.length === 0
      ? `(SELECT ${column} FROM (${column === 'first' ? rows : lasts}) AS points WHERE ${column} ${side} ${point}
          ORDER BY ${column} ${side === '<' ? 'DESC' : 'ASC'} LIMIT 1)`
      : `(SELECT ${side === '<' ? 'max' : 'min'}(${column}) FROM points WHERE ${column} ${side} ${point})`;
  const text = TEXT_OF[axis];
  return {
    text: `
      WITH ${KNOWN}, day AS (SELECT $1::date)${values.length === 0 ? '' : `, points AS MATERIALIZED (${rows})`}
      SELECT ${text(`greatest(${closest('first', '<')}, ${closest('last', '<')})`)} AS earlier,
        ${text(`least(${closest('first', '>')}, ${closest('last', '>')})`)} AS later`,
    values: [asOf, position, ...values, around],
  };
}
