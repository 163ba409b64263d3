import type pg from 'pg';
import { filterSql, matching } from '../../read/policies/filter-sql.js';
import { filterNames } from '../../read/policies/filters.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';

/** A policy known at the basis. */
export interface PolicyChunk {
  policyNo: number;
  policyId: string;
}

const PAGE = 500;
/** Approximate number of events read for a chunk, unless a single policy has more. */
const EVENTS = 5000;

/**
 * The policies known at the basis that pass the filters, in order of their ids, in chunks. A long export consists of many short
 * statements: one that ran for an hour would hold back vacuum and the switch after a rebuild. The position makes all of them
 * see the same.
 */
export async function* policyChunks(
  tables: ReadTables,
  request: Pick<ExportRequest, 'basis' | 'filters'>,
): AsyncGenerator<PolicyChunk[]> {
  const { basis, filters } = request;
  // Headers are the same whatever was public by a day.
  const onlyHeaders = filterNames(filters).every((name) => name === 'area' || name === 'jurisdiction');
  const page = { count: PAGE, idOf: ({ policyId }: PolicyChunk) => policyId };
  for (let after = ''; ;) {
    const statement = chunkStatement(request, after);
    const rows = onlyHeaders
      ? (await tables.pool.query<Row>(statement)).rows
      : await tables.query<Row>(basis, statement, page);
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

type Row = PolicyChunk & { version: number };

/** $1 day and $2 position, for the filters; then the start of the page. */
function chunkStatement(
  { basis, filters }: Pick<ExportRequest, 'basis' | 'filters'>,
  after: string,
): pg.QueryConfig {
  const values: unknown[] = [basis.asOf, basis.position, after, filters.policyId ?? null];
  const { uncertain, publishedBy = null } = basis;
  const sql = filterSql({ ...filters, uncertain, publishedBy }, (value) => `$${values.push(value)}`);
  const text = `
    SELECT p.policy_no AS "policyNo", p.policy_id AS "policyId", v.version
    FROM (SELECT $1::date AS day, $2::bigint AS position) AS known JOIN ${matching(sql)}
    CROSS JOIN LATERAL (SELECT v.version FROM read.versions AS v
      WHERE v.policy_no = p.policy_no AND v.known_from <= known.position ORDER BY v.known_from DESC LIMIT 1) AS v
    WHERE p.policy_id > $3 AND ($4::text[] IS NULL OR p.policy_id = ANY ($4))
    ORDER BY p.policy_id LIMIT ${PAGE}`;
  return { text, values, ...(sql.name !== null && { name: `export-policies-${uncertain}-${sql.name}` }) };
}
