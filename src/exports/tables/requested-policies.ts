import { policiesAt } from '../../read/policies/policies-at.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';
import { policyChunks, type PolicyChunk } from './policy-chunks.js';

const PAGE = 500;

/** The policies of a request, in chunks: by the filters of exports or, for rows by GET, by those of lists. */
export async function* requestedPolicies(
  tables: ReadTables,
  { basis, filters, listed }: ExportRequest,
): AsyncGenerator<PolicyChunk[]> {
  const { position, beyondHead, uncertain, publishedBy } = basis;
  if (!listed?.policies) {
    yield* policyChunks(tables.pool, position, filters);
    return;
  }
  const page = {
    ...listed.policies,
    ...{ position, beyondHead, uncertain, fields: false },
    ...(publishedBy !== undefined && { publishedBy }),
  };
  for (let after = ''; ;) {
    const policies = await policiesAt(tables, { ...page, after }, PAGE);
    const last = policies.at(-1);
    if (!last) return;
    yield* policyChunks(tables.pool, position, { policyId: policies.map(({ policyId }) => policyId) });
    if (policies.length < PAGE) return;
    after = last.policyId;
  }
}
