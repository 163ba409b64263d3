import type pg from 'pg';
import type { ExportFilters } from '../export-request.js';

/** A policy known at the basis. */
export interface PolicyChunk {
  policyNo: number;
  policyId: string;
}

const PAGE = 500;
/** Approximate number of events read for a chunk, unless a single policy has more. */
const EVENTS = 5000;

/**
 * The policies known at a position, in order of their ids, in chunks. A long export consists of many short statements: one that
 * ran for an hour would hold back vacuum and the switch after a rebuild. The position makes all of them see the same.
 */
export async function* policyChunks(
  pool: pg.Pool,
  position: number,
  { policyId, area, jurisdiction }: ExportFilters,
): AsyncGenerator<PolicyChunk[]> {
  for (let after = ''; ;) {
    const { rows } = await pool.query<PolicyChunk & { version: number }>({
      name: 'export-policies',
      text: PAGE_SQL,
      values: [after, position, policyId ?? null, area ?? null, jurisdiction ?? null],
    });
    let chunk: PolicyChunk[] = [];
    let events = 0;
    for (const { version, ...policy } of rows) {
      if (chunk.length > 0 && events + version > EVENTS) {
        yield chunk;
        chunk = [];
        events = 0;
      }
      chunk.push(policy);
      events += version;
    }
    if (chunk.length > 0) yield chunk;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.policyId;
  }
}

const PAGE_SQL = `
  SELECT p.policy_no AS "policyNo", p.policy_id AS "policyId", v.version
  FROM read.policies AS p CROSS JOIN LATERAL (SELECT v.version FROM read.versions AS v
    WHERE v.policy_no = p.policy_no AND v.known_from <= $2 ORDER BY v.known_from DESC LIMIT 1) AS v
  WHERE p.policy_id > $1 AND p.known_from <= $2 AND p.known_to > $2
    AND ($3::text[] IS NULL OR p.policy_id = ANY ($3)) AND ($4::text IS NULL OR p.area = $4)
    AND ($5::text IS NULL OR $5 = ANY (p.jurisdictions))
  ORDER BY p.policy_id LIMIT ${PAGE}`;
