import { readColumns } from '../../read/state/fact-sql.js';
import type { ExportRequest } from '../export-request.js';
import type { PolicyChunk } from './policy-chunks.js';

/** Which stored steps `f` are rows. `facts` covers both axes, `history` only what is known at the position. */
export function factsCondition({ what, basis, filters, since }: ExportRequest): string {
  const { position } = basis;
  return [
    `f.path NOT LIKE '$%' AND f.known_from <= ${position}`,
    ...(what === 'facts' ? [] : [`f.known_to > ${position}`]),
    ...(since === undefined
      ? []
      : [`(f.known_from > ${since} OR f.known_to > ${since} AND f.known_to <= ${position})`]),
    ...(filters.field ? [`f.path IN (${filters.field.map((path) => `'${path}'`).join(',')})`] : []),
  ].join(' AND ');
}

/**
 * The steps of some policies, in order of their ids: policy by policy, each in order of field, day and position. LATERAL,
 * protected by OFFSET 0, makes PostgreSQL work policy by policy. Many small sorts stay in memory and give the first row at
 * once; without it, PostgreSQL reads the whole table for each chunk as long as the table is not much larger than the chunk. The
 * policies need no sort, because WITH ORDINALITY keeps their order. Instants are formatted once for each event, not for each of
 * its steps.
 * @param items columns of `f`
 */
export function factsSelect(request: ExportRequest, chunk: readonly PolicyChunk[], items: string): string {
  const { position, uncertain } = request.basis;
  const numbers = `'{${chunk.map(({ policyNo }) => policyNo).join(',')}}'::bigint[]`;
  const ids = `'{${chunk.map(({ policyId }) => `"${policyId}"`).join(',')}}'::text[]`;
  return `
    WITH recorded AS MATERIALIZED (
      SELECT v.known_from AS position, log.instant_text(v.recorded_at) AS instant
      FROM read.versions AS v WHERE v.policy_no = ANY (${numbers}) AND v.known_from <= ${position})
    SELECT ${items} FROM unnest(${numbers}, ${ids}) WITH ORDINALITY AS p (policy_no, policy_id, place)
    CROSS JOIN LATERAL (
      SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, f.definite, f.contested, r.value, r.rest,
        split_part(r.rest, '"because":', -1) AS because, -- the last member; within texts its quotes would be escaped
        began.instant AS recorded_from, ended.instant AS recorded_to
      FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns(uncertain)}) AS r
      LEFT JOIN recorded AS began ON began.position = f.known_from
      LEFT JOIN recorded AS ended ON ended.position = f.known_to
      WHERE f.policy_no = p.policy_no AND ${factsCondition(request)}
      ORDER BY f.path, f.valid_from, f.known_from OFFSET 0) AS f
    ORDER BY p.place`;
}

/**
 * For factsSelect. Its plan is known: LATERAL forces policy by policy, and joins within a policy must be by hash. For a policy
 * with far more events than most, the planner would choose nested loops, which take quadratic time; and jit compilation takes
 * longer than the rows.
 */
export const FACTS_PLAN = 'SET LOCAL enable_nestloop = off; SET LOCAL jit = off';
