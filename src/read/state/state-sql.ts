import { UNCERTAIN, type Uncertain } from '../../domain/field-entry.js';
import { KNOWN_JSON, knownSql, type KnownSql } from '../basis/known-sql.js';
import type { KnownWish } from '../basis/question.js';

/** The columns of a fact as one way of treating uncertainty reads them. */
export const READING: Record<Uncertain, string> = {
  flag: 'f.value AS value, f.rest AS rest',
  include: `CASE WHEN f.include_rest IS NULL THEN f.value ELSE f.include_value END AS value, coalesce(f.include_rest, f.rest) AS rest`,
  exclude: `CASE WHEN f.exclude_rest IS NULL THEN f.value ELSE f.exclude_value END AS value, coalesce(f.exclude_rest, f.rest) AS rest`,
};

/** The policies known, each as it was called then; a join of `known` in a statement. */
export const POLICY_KNOWN = `p.known_from <= known.position AND p.known_to > known.position`;
/** The facts that hold on day $1, as known. */
export const FACT_HOLDS = `f.policy_no = policy.policy_no AND f.valid_from <= $1 AND f.valid_to > $1
  AND f.known_from <= known.position AND f.known_to > known.position`;
export const UPCOMING_HOLDS = `u.policy_no = policy.policy_no AND u.begins > $1
  AND u.known_from <= known.position AND u.known_to > known.position`;
/** How far the policy numbered `policyNo` was: StateCounts as JSON text in `v.counts`. */
export const versionOf = (policyNo: string): string => `
  LATERAL (SELECT json_build_object('version', v.version, 'developments', v.developments, 'reconstructed', v.reconstructed,
      'lastRecorded', (SELECT log.instant_text(e.recorded_at) FROM log.events AS e WHERE e.position = v.known_from))::text AS counts
    FROM read.versions AS v
    WHERE v.policy_no = ${policyNo} AND v.known_from <= known.position ORDER BY v.known_from DESC LIMIT 1) AS v`;

/** One policy on one day, in one round trip: rows as in PartRow, and one of part `known` with a KnownRow as its value. */
export function stateStatement(policyId: string, asOf: string, uncertain: Uncertain, wish: KnownWish) {
  const known = knownSql(wish, '$3');
  return {
    name: `state-${uncertain}-${known.name}`,
    text: TEXTS[uncertain](known),
    values: [asOf, policyId, ...known.values],
  };
}

const TEXTS = Object.fromEntries(
  UNCERTAIN.map((uncertain) => [
    uncertain,
    (known: KnownSql) => `
      WITH ${known.sql}, policy AS (
        SELECT p.policy_no, p.header, v.counts
        FROM known JOIN read.policies AS p ON p.policy_id = $2 AND ${POLICY_KNOWN} CROSS JOIN ${versionOf('p.policy_no')})
      SELECT 'known' AS part, NULL AS path, NULL::boolean AS definite, ${KNOWN_JSON} AS value, NULL AS rest
      UNION ALL
      SELECT 'policy', NULL, NULL, header, counts FROM policy
      UNION ALL
      SELECT 'upcoming', NULL, NULL, u.item, NULL FROM known, policy JOIN read.upcoming AS u ON true WHERE ${UPCOMING_HOLDS}
      UNION ALL
      (SELECT 'entry', f.path, f.definite, ${READING[uncertain]} FROM known, policy JOIN read.facts AS f ON true WHERE ${FACT_HOLDS})`,
  ]),
) as Record<Uncertain, (known: KnownSql) => string>;
