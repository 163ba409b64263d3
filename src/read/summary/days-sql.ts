import type { Day } from '../../domain/day.js';
import { filterNames, type PolicyFilters } from '../policies/filters.js';
import { passing, PASSES, VALUE_OF, type FilteredCountsQuery } from './filtered-sql.js';
import { filterSql } from '../policies/filter-sql.js';

/** A number of policies with the value, from the day with index `since` among the requested ones to before the one with index `until`. */
export interface SpanRow {
  /** Null: all matching policies. */
  value: string | null;
  count: number;
  since: number;
  until: number;
}

/** Whether the same policies match on all days. */
export const passAlways = (filters: PolicyFilters): boolean =>
  filterNames(filters).every((name) => name === 'area' || name === 'jurisdiction' || name === 'q');

/**
 * How many of the matching policies have each value on each of some days, in one pass over the facts. A step of a field holds
 * on the days from the first one not before it to the last one before its end.
 * @param days in ascending order; the filters must match the same policies on all of them
 */
export function daysStatement(
  by: 'status' | 'existence',
  query: Omit<FilteredCountsQuery, 'asOf'>,
  days: readonly Day[],
) {
  const values: (string | number | readonly Day[])[] = [days, query.position];
  const filters = filterSql({ ...query }, (value) => `$${values.push(value)}`);
  const { path, value } = VALUE_OF[by](query.uncertain);
  // Nearly all entries of the index are read: `+ 0` keeps positions from being conditions of the index, which takes a third longer.
  const text = `${passing(filters, '($1::date[])[1]')}
    SELECT ${value} AS value, width_bucket(f.valid_from - 1, $1::date[]) AS since, width_bucket(f.valid_to - 1, $1::date[]) AS until,
      count(*)::integer AS count
    FROM read.facts AS f WHERE f.path = '${path}' AND f.known_from + 0 <= $2 AND f.known_to + 0 > $2
      ${filters.conditions.length === 0 ? '' : PASSES} AND ${value} IS NOT NULL GROUP BY 1, 2, 3
    UNION ALL SELECT NULL, 0, ${days.length}, count(*)::integer FROM passing`;
  return { text, values };
}
