import { UNCERTAIN, type Uncertain } from '../../domain/field-entry.js';
import { knowledgeJson, knowledgeSql, type KnowledgeSql } from '../basis/knowledge-sql.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';
import { CERTAINTY, factHolds, readColumns, restParts } from './fact-sql.js';

/** The known policies, each with its header at that position; joined with `known` in a statement. */
export const POLICY_KNOWN = `p.known_from <= known.position AND p.known_to > known.position`;

/** The developments to come, joined by ENTRY_END; of each the members of an Upcoming, joined by PART_END. */
const UPCOMING = `(SELECT string_agg(concat_ws(E'\\x1f', d.event_id, d.kind, d.contested::integer, d.day, d.latest, d.date_text), E'\\x1e')
  FROM read.developments AS d WHERE d.policy_no = policy.policy_no AND d.begins > $1 AND d.date_text IS NOT NULL
    AND d.known_from <= known.position AND d.known_to > known.position)`;

/** The progress of the policy `policy.policy_no`: the row `v`, joined with `known` and `policy` in a statement. */
export const VERSION_KNOWN = `LATERAL (SELECT v.* FROM read.versions AS v
  WHERE v.policy_no = policy.policy_no AND v.known_from <= known.position ORDER BY v.known_from DESC LIMIT 1) AS v`;

/**
 * Separators between the parts of an entry, and between entries: characters that JSON text escapes and no path contains. One
 * row per policy costs a third of one row per entry; most of that cost is outside the tables.
 */
export const PART_END = '\u001f';
export const ENTRY_END = '\u001e';

/**
 * The columns of a StateRow on day $1, from `known` and `policy`.
 * @param only.rest restParts, or null where they are not needed
 * @param only.upcoming whether what is to come is needed
 */
export const stateColumns = (
  uncertain: Uncertain,
  { rest = restParts(uncertain), upcoming = true }: { rest?: string | undefined; upcoming?: boolean } = {},
): string => `
  (SELECT string_agg(concat_ws(E'\\x1f', f.path, ${CERTAINTY}, coalesce(r.value, ''), ${rest}), E'\\x1e')
    FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns(uncertain)}) AS r WHERE ${factHolds('policy')}) AS entries,
  ${upcoming ? UPCOMING : 'NULL'} AS upcoming`;

/** The members of PolicyCounts, as arguments of json_build_object. */
export const COUNTS = `'version', v.version, 'developments', v.developments, 'reconstructed', v.reconstructed,
  'lastRecorded', log.instant_text(v.recorded_at)`;
const GENERATION = `'generation', v.generation`;

/** Identifies the content of an answer about a policy and a day: the policy's version, in one generation of the tables. */
export interface Edition {
  version: number;
  generation: number;
}

/**
 * One policy on one day, in one row and one round trip: `found` is a KnowledgeRow and, if the policy was known, has its
 * PolicyCounts and Edition; the rest is a StateRow.
 */
export function stateStatement(
  policyId: string,
  asOf: string,
  uncertain: Uncertain,
  request: KnowledgeRequest,
) {
  const known = knowledgeSql(request, '$3');
  return {
    name: `state-${uncertain}-${known.name}`,
    text: TEXTS[uncertain](known),
    values: [asOf, policyId, ...known.values],
  };
}

/** Only basis and edition: lets a caller validate a cached state without loading it. */
export function editionStatement(policyId: string, request: KnowledgeRequest) {
  const known = knowledgeSql(request, '$2');
  return {
    name: `edition-${known.name}`,
    text: `WITH ${known.sql}
      SELECT ${knowledgeJson(known, `'version', v.version`, GENERATION)} AS found FROM (SELECT) AS one LEFT JOIN known ON true ${policyAsKnown('$1')}`,
    values: [policyId, ...known.values],
  };
}

const policyAsKnown = (policyId: string): string => `
  LEFT JOIN LATERAL (SELECT * FROM read.policies AS p WHERE p.policy_id = ${policyId} AND ${POLICY_KNOWN}) AS policy ON true
  LEFT JOIN ${VERSION_KNOWN} ON true`;

const TEXTS = Object.fromEntries(
  UNCERTAIN.map((uncertain) => [
    uncertain,
    (known: KnowledgeSql) => `
      WITH ${known.sql}
      SELECT ${knowledgeJson(known, COUNTS, GENERATION)} AS found, policy.header, ${stateColumns(uncertain)}
      FROM (SELECT) AS one LEFT JOIN known ON true ${policyAsKnown('$2')}`,
  ]),
) as Record<Uncertain, (known: KnowledgeSql) => string>;
