import type pg from 'pg';
import { isReconstructed } from '../read/basis/reconstructed.js';
import type { ExportRequest } from './export-request.js';
import { policyChunks } from './tables/policy-chunks.js';

/** Whether any policy that the filters may select has a backfilled event up to the position; `status` and `field` are not considered. */
export async function hasBackfilledEvents(
  pool: pg.Pool,
  { basis: { position }, filters }: ExportRequest,
): Promise<boolean> {
  if (!(await isReconstructed(pool, position, null))) return false;
  const { policyId, area, jurisdiction } = filters;
  if ([policyId, area, jurisdiction].every((filter) => filter === undefined)) return true;
  for await (const chunk of policyChunks(pool, position, filters)) {
    const ids = chunk.map((policy) => policy.policyId);
    if (await isReconstructed(pool, position, ids)) return true;
  }
  return false;
}
