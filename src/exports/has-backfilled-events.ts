import { isReconstructed } from '../read/basis/reconstructed.js';
import type { ReadTables } from '../read/read-tables.js';
import type { ExportRequest } from './export-request.js';
import { policyChunks } from './tables/policy-chunks.js';

/** Whether any policy that the filters may select has a backfilled event up to the position; only those of headers are considered. */
export async function hasBackfilledEvents(
  tables: ReadTables,
  { basis, filters }: ExportRequest,
): Promise<boolean> {
  const { pool } = tables;
  const { position } = basis;
  if (!(await isReconstructed(pool, position, null))) return false;
  const { policyId, area, jurisdiction } = filters;
  const own = {
    ...(policyId !== undefined && { policyId }),
    ...(area !== undefined && { area }),
    ...(jurisdiction !== undefined && { jurisdiction }),
  };
  if (Object.keys(own).length === 0) return true;
  for await (const chunk of policyChunks(tables, { basis, filters: own })) {
    const ids = chunk.map((policy) => policy.policyId);
    if (await isReconstructed(pool, position, ids)) return true;
  }
  return false;
}
