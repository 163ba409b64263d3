import { BEGINNING, FOREVER } from '../../domain/day.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import type { AllTimelinesPage, Axis } from './all-timelines-page.js';

export interface AllTimelinesRow {
  policyId: string;
  position: number;
  /** Its day on the axis. */
  day: string;
}

/** The first and last possible day of a development on each axis; on the recorded axis they are equal. */
const DAYS: Record<Axis, { first: string; last: string }> = {
  effective: { first: 'd.day', last: 'd.latest' },
  published: { first: 'd.published_from', last: 'd.published_to' },
  recorded: { first: 'e.recorded_at::date', last: 'e.recorded_at::date' },
};

/**
 * Live developments of matching policies, in the order of their first days on the axis, then of their positions; those with
 * unknown publication are not on that axis. `kind` filters developments. $1 day of the filters, $2 position, $3 from, $4 to, $5
 * and $6 the last of the previous page, $7 how many.
 */
export function allTimelinesStatement({ kind, ...page }: AllTimelinesPage, count: number) {
  const values: (string | number)[] = [
    page.asOf,
    page.position,
    page.from ?? BEGINNING,
    page.to ?? FOREVER,
    page.afterDay ?? BEGINNING,
    page.after ?? 0,
    count,
  ];
  const parameter = (value: string) => `$${values.push(value)}`;
  const filters = filterSql(page, parameter);
  const { first, last } = DAYS[page.axis];
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date)
    SELECT p.policy_id AS "policyId", d.position, (${first})::text AS day
    FROM known JOIN read.developments AS d ON d.known_from <= $2 AND d.known_to > $2
    ${page.axis === 'recorded' ? 'JOIN log.events AS e ON e.position = d.position' : ''}
    JOIN ${matching(filters)} AND p.policy_no = d.policy_no
    WHERE ${first} <= $4::date AND ${last} >= $3::date AND (${first}, d.position) > ($5::date, $6::bigint)
    ${kind === undefined ? '' : `AND d.kind = ${parameter(kind)}`}
    ORDER BY ${first}, d.position LIMIT $7`;
  return { text, values };
}
