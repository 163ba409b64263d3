import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { DOUBTFUL } from '../facts/count-subjects.js';
import { EXISTENCE } from '../../domain/policy-timeline.js';
import { contestedFacts, contestedSql, filterSql, matching, type FilterSql } from '../policies/filter-sql.js';
import type { PolicyFilters } from '../policies/filters.js';
import { narrowFacts, READ_VALUE } from '../state/fact-sql.js';
import { contestedPath, type SummaryBy } from './summary-by.js';

export interface FilteredCountsQuery extends PolicyFilters {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy: Day | null;
}

/**
 * How many of the matching policies have each value of some subjects, and how many match (subject `policy`). They are found once
 * and counted one by one, because sums are stored for all policies only. `$existence` has a value only for policies of which
 * something has begun.
 */
export function filteredStatement(subjects: readonly SummaryBy[], query: FilteredCountsQuery) {
  const values: (string | number)[] = [query.asOf, query.position];
  const filters = filterSql(query, (value) => `$${values.push(value)}`);
  const facts = subjects.filter((subject) => subject === 'status' || subject === 'existence');
  const counted = [
    ...subjects.flatMap((subject) =>
      subject === 'area' || subject === 'jurisdiction' ? OF_POLICIES[subject] : [],
    ),
    ...(facts.length > 0 ? [ofFacts(facts, query.uncertain)] : []),
    `SELECT 'policy' AS subject, '' AS value, count(*)::integer AS count FROM passing`,
  ];
  return { text: passing(filters) + counted.join(' UNION ALL '), values };
}

/**
 * Whether any policy has a contested field: `status` if statuses are counted, else any. Most days have none, and then no policies
 * are matched. It stays prepared: to plan it takes longer than to look into an index of hardly anything.
 */
export function anyContestedStatement(
  by: SummaryBy,
  { asOf, position }: Pick<FilteredCountsQuery, 'asOf' | 'position'>,
) {
  const path = contestedPath(by);
  return {
    name: `any-contested-${path ?? 'field'}`,
    text: `SELECT EXISTS (SELECT FROM ${contestedFacts(path)}) AS found`,
    values: [asOf, position],
  };
}

/** How many of the matching policies have a contested field, as `anyContestedStatement` has it. */
export function contestedStatement(by: SummaryBy, query: FilteredCountsQuery) {
  const values: (string | number)[] = [query.asOf, query.position];
  const filters = filterSql(query, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date)
    SELECT count(*)::integer AS count FROM known JOIN ${matching(filters)} AND ${contestedSql(contestedPath(by))}`;
  return { text, values };
}

/**
 * The start of a statement: the matching policies.
 * @param day of the filters
 */
export const passing = (filters: FilterSql, day = '$1::date'): string => `
  WITH known AS NOT MATERIALIZED (SELECT $2::bigint AS position), day AS (SELECT ${day}), passing AS MATERIALIZED (
    SELECT p.policy_no, p.area, p.jurisdictions FROM known JOIN ${matching(filters)})`;

/** The field and the SQL of its counted value. */
export const VALUE_OF = {
  existence: (uncertain: Uncertain) => ({ path: EXISTENCE, value: READ_VALUE[uncertain] }) as const,
  status: (uncertain: Uncertain) => ({
    path: 'status' as const,
    value: `coalesce(${READ_VALUE[uncertain]}, CASE WHEN NOT f.definite THEN '${DOUBTFUL}' END)`,
  }),
};

const OF_POLICIES = {
  area: `SELECT 'area' AS subject, area AS value, count(*)::integer AS count FROM passing GROUP BY 2`,
  jurisdiction: `SELECT 'jurisdiction' AS subject, value, count(*)::integer AS count
    FROM (SELECT DISTINCT policy_no, unnest(jurisdictions) AS value FROM passing) AS each GROUP BY 2`,
} as const;

/** Both fields in one pass: it reads nearly all of their facts. */
function ofFacts(subjects: readonly ('status' | 'existence')[], uncertain: Uncertain): string {
  const each = subjects.map((subject) => ({ subject, ...VALUE_OF[subject](uncertain) }));
  const byPath = (of: (one: (typeof each)[number]) => string) =>
    `CASE f.path ${each.map((one) => `WHEN '${one.path}' THEN ${of(one)}`).join(' ')} END`;
  const value = byPath((one) => one.value);
  return `SELECT ${byPath((one) => `'${one.subject}'`)} AS subject, ${value} AS value, count(*)::integer AS count
    FROM ${narrowFacts(...each.map(({ path }) => path))} ${PASSES} AND ${value} IS NOT NULL GROUP BY 1, 2`;
}

/** A condition on a fact `f`, in a form that the planner cannot turn into a join: see filter-sql.ts. */
export const PASSES = 'AND (f.policy_no IN (SELECT policy_no FROM passing)) IS TRUE';
