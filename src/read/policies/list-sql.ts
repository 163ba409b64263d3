import type { Uncertain } from '../../domain/field-entry.js';
import { FACT_HOLDS, POLICY_KNOWN, READING, UPCOMING_HOLDS, versionOf } from '../state/state-sql.js';
import type { ListPlace } from './list-question.js';

/** The rows of a page, those of one policy together, policies in order; `part` as in StateSqlRow. */
export interface ListSqlRow {
  policyId: string;
  part: 'policy' | 'upcoming' | 'entry';
  path: string | null;
  definite: boolean | null;
  value: string | null;
  rest: string | null;
}

/** The value by which `status` is filtered: what a reader of this kind would see in `state`. */
const READ_VALUE: Record<Uncertain, string> = {
  flag: 'f.value',
  include: 'CASE WHEN f.include_rest IS NULL THEN f.value ELSE f.include_value END',
  exclude: 'CASE WHEN f.exclude_rest IS NULL THEN f.value ELSE f.exclude_value END',
};

/**
 * A page of policies in one statement. $1 day, $2 position, $3 the policy before the page, $4 how many; then the filters.
 * Filters that are not asked for are not in the text: a generic plan can't see that a condition is always true.
 */
export function listStatement(place: ListPlace, count: number) {
  const values: (string | number)[] = [place.asOf, place.position, place.after ?? '', count];
  const parameter = (value: string) => `$${values.push(value)}`;
  const conditions: string[] = [];
  const names: string[] = [];
  if (place.area !== undefined) {
    names.push('area');
    conditions.push(`p.area = ${parameter(place.area)}`);
  }
  if (place.jurisdiction !== undefined) {
    names.push('jurisdiction');
    conditions.push(`${parameter(place.jurisdiction)} = ANY (p.jurisdictions)`);
  }
  if (place.status !== undefined) {
    names.push(place.certainty === 'possible' ? 'possible-status' : 'status');
    const holds = FACT_HOLDS.replace('policy.policy_no', 'p.policy_no');
    const matches =
      place.certainty === 'possible'
        ? `NOT f.definite AND ('{' || f.rest || '}')::jsonb -> 'candidates' @> jsonb_build_array(jsonb_build_object('value', ${parameter(place.status)}::text))`
        : `${READ_VALUE[place.uncertain]} = ${parameter(JSON.stringify(place.status))}`;
    conditions.push(
      `EXISTS (SELECT FROM read.facts AS f WHERE ${holds} AND f.path = 'status' AND ${matches})`,
    );
  } else if (place.certainty === 'possible') {
    names.push('possible');
    const holds = FACT_HOLDS.replace('policy.policy_no', 'p.policy_no');
    conditions.push(`EXISTS (SELECT FROM read.facts AS f WHERE ${holds} AND NOT f.definite)`);
  }
  const rest = place.fields ? 'r.rest' : `CASE WHEN f.path LIKE 'expected/%' THEN r.rest END`;
  const text = `
    WITH known AS (SELECT $2::bigint AS position), policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, p.header FROM known JOIN read.policies AS p ON ${POLICY_KNOWN}
      WHERE p.policy_id > $3 ${conditions.map((condition) => `AND ${condition}`).join(' ')}
      ORDER BY p.policy_id LIMIT $4)
    SELECT policy.policy_id AS "policyId", part.* FROM known, policy CROSS JOIN LATERAL (
      SELECT 'policy' AS part, NULL AS path, NULL::boolean AS definite, policy.header AS value, v.counts AS rest
      FROM ${versionOf('policy.policy_no')}
      UNION ALL
      SELECT 'upcoming', NULL, NULL, u.item, NULL FROM read.upcoming AS u WHERE ${UPCOMING_HOLDS}
      UNION ALL
      SELECT 'entry', f.path, f.definite, r.value, ${rest}
      FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${READING[place.uncertain]}) AS r WHERE ${FACT_HOLDS}) AS part
    ORDER BY policy.policy_id`;
  return { name: `list-${place.uncertain}-${place.fields}-${names.join('-')}`, text, values };
}
