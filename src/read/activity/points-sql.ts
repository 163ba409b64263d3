import type { Axis } from '../timeline/all-timelines-page.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import type { ActivityPage } from './activity-query.js';

/** Rows (first, last): the first and the last possible point of each event on the axis; $1 day, $2 position. */
export interface PointsSql {
  rows: string;
  /** Rows (last) with the last points only, where they are known: an index on them can be walked. */
  lasts: string;
  /** The filters' parameters, from $3 on. */
  values: unknown[];
}

export const KNOWN = 'known AS NOT MATERIALIZED (SELECT $2::bigint AS position)';

/** The day of a point: points are instants on the recorded axis, days on the others. */
export const DAY_OF: Record<Axis, (point: string) => string> = {
  effective: (point) => point,
  published: (point) => point,
  recorded: (point) => `(${point} AT TIME ZONE 'UTC')::date`,
};
export const TEXT_OF: Record<Axis, (point: string) => string> = {
  effective: (point) => `${point}::text`,
  published: (point) => `${point}::text`,
  recorded: (point) => `log.instant_text(${point})`,
};

/**
 * The live developments of the matching policies; those without any known end of their range are left out. On the recorded
 * axis, all records of these policies: a retraction changes knowledge, too.
 */
export function pointsSql(page: ActivityPage): PointsSql {
  const values: unknown[] = [];
  const filters = filterSql(page, (value) => `$${values.push(value) + 2}`);
  if (page.axis === 'recorded') {
    const records = filters.conditions.length === 0 ? ALL_RECORDS : recordsOf(matching(filters));
    return { rows: records, lasts: records, values };
  }
  const [first, last] =
    page.axis === 'effective' ? ['d.day', 'd.latest'] : ['d.published_from', 'd.published_to'];
  // Without filters every policy matches, and the index of days can be walked.
  const passes = filters.conditions.length === 0 ? '' : `AND d.policy_no = ${anyOf(matching(filters))}`;
  const live = `FROM known JOIN read.developments AS d ON d.known_from <= known.position AND d.known_to > known.position ${passes}
    WHERE isfinite(${first})`;
  return {
    rows: `SELECT ${first} AS first, CASE WHEN isfinite(${last}) THEN ${last} ELSE ${first} END AS last ${live}`,
    lasts: `SELECT ${last} AS last ${live} AND isfinite(${last})`,
    values,
  };
}

const ALL_RECORDS = `SELECT e.recorded_at AS first, e.recorded_at AS last
  FROM known JOIN log.events AS e ON e.position <= known.position`;

const recordsOf = (policies: string): string => `SELECT v.recorded_at AS first, v.recorded_at AS last
  FROM known JOIN read.versions AS v ON v.policy_no = ${anyOf(policies)} AND v.known_from <= known.position`;

/**
 * Evaluated once, before the rows. The planner expects one policy from the filters, and would evaluate them again for each row
 * of a join.
 */
const anyOf = (policies: string): string => `ANY (ARRAY(SELECT p.policy_no FROM known JOIN ${policies}))`;
