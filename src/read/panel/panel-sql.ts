import type { Day } from '../../domain/day.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import { READ_VALUE } from '../state/fact-sql.js';
import type { PanelPage } from './panel-page.js';

/** A step of a policy's field within the panel; without days if it has none. */
export interface PanelRow {
  policyId: string;
  title: string;
  validFrom: Day | null;
  /** Exclusive. */
  validTo: Day | null;
  definite: boolean | null;
  value: string | null;
}

/** $1 last day of the panel, $2 position, $3 first day, $4 field, $5 the last policy of the previous page, $6 how many policies. */
export function panelStatement(page: PanelPage, count: number) {
  const values: (string | number)[] = [
    page.to,
    page.position,
    page.from,
    page.field,
    page.after ?? '',
    count,
  ];
  const filters = filterSql(page, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, p.title FROM known JOIN ${matching(filters)}
      WHERE p.policy_id > $5 ORDER BY p.policy_id LIMIT $6)
    SELECT policy.policy_id AS "policyId", policy.title, f.valid_from AS "validFrom", f.valid_to AS "validTo", f.definite,
      ${READ_VALUE[page.uncertain]} AS value
    FROM policy LEFT JOIN read.facts AS f ON f.policy_no = policy.policy_no AND f.path = $4
      AND f.valid_from <= $1::date AND f.valid_to > $3::date AND f.known_from <= $2 AND f.known_to > $2
    ORDER BY policy.policy_id`;
  return { text, values };
}
