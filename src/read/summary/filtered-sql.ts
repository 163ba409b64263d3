import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { DOUBTFUL } from '../facts/count-subjects.js';
import { contestedSql, existenceSql, filterSql, matching } from '../policies/filter-sql.js';
import type { PolicyFilters } from '../policies/filters.js';
import { factHolds, READ_VALUE } from '../state/fact-sql.js';
import type { SummaryBy } from './summary-by.js';

/** A counted value, and how many policies have it; null: those without one. */
export interface FilteredRow {
  value: string | null;
  count: number;
}

export interface FilteredCountsQuery extends PolicyFilters {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
}

/** How many of the policies that pass have each value: counted one by one, because sums are kept of all policies only. */
export function filteredStatement(by: SummaryBy, place: FilteredCountsQuery) {
  const values: (string | number)[] = [place.asOf, place.position];
  const filters = filterSql(place, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date)
    SELECT counted.value, count(*)::integer AS count
    FROM known JOIN ${matching(filters)} LEFT JOIN LATERAL (${VALUES[by](place.uncertain)}) AS counted (value) ON true
    GROUP BY counted.value`;
  return { text, values };
}

/** How many of the policies that pass have a contested field: `status`, where statuses are counted, else any. */
export function contestedStatement(by: SummaryBy, place: FilteredCountsQuery) {
  const values: (string | number)[] = [place.asOf, place.position];
  const filters = filterSql(place, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date)
    SELECT count(*)::integer AS count FROM known JOIN ${matching(filters)} AND ${contestedSql(by === 'status' ? 'status' : undefined)}`;
  return { text, values };
}

const VALUES: Record<SummaryBy, (uncertain: Uncertain) => string> = {
  area: () => 'SELECT p.area',
  jurisdiction: () => 'SELECT DISTINCT unnest(p.jurisdictions)',
  existence: (uncertain) => `SELECT (${existenceSql(uncertain)})::jsonb #>> '{}'`,
  status: (
    uncertain,
  ) => `SELECT coalesce(${READ_VALUE[uncertain]}, CASE WHEN NOT f.definite THEN '${DOUBTFUL}' END)
    FROM read.facts AS f WHERE ${factHolds('p')} AND f.path = 'status'`,
};
