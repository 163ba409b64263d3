import { readColumns } from '../../read/state/fact-sql.js';
import type { ExportRequest } from '../export-request.js';
import type { PolicyChunk } from './policy-chunks.js';

/** Which steps are rows, in terms of `f` as it is stored. `facts` tells both axes, `history` what stands at the position. */
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
 * The steps of some policies, which come in order of their ids: policy by policy, each in order of field, day and position.
 *
 * Policy by policy (LATERAL, kept by OFFSET 0) is the point. Many small sorts never leave the memory and give the first row at
 * once; and left to itself, PostgreSQL reads the whole table for each chunk as long as the table is not much larger than the chunk.
 * The names of the policies need no sort, since they are read WITH ORDINALITY, so that the order within a policy stays as it is.
 * Instants are written once for each event, not for each of its steps.
 * @param items of `f`
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
      SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, f.definite, r.value, r.rest,
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
 * For factsSelect. Its plan is known: policy by policy, which no setting takes away from LATERAL, and within that joins by hash. An
 * estimate for a policy with far more events than most would join by loops, in quadratic time; and compiling (jit) takes longer than the rows.
 */
export const FACTS_PLAN = 'SET LOCAL enable_nestloop = off; SET LOCAL jit = off';
