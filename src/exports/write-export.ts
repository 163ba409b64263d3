import type { ReadTables } from '../read/read-tables.js';
import { isReconstructed } from '../read/basis/reconstructed.js';
import type { ExportRequest } from './export-request.js';
import { describe } from './files/describe.js';
import type { Sink } from './files/sink.js';
import { WRITERS } from './formats/formats.js';
import type { Description } from './formats/writer.js';
import { tableOf } from './tables/table-of.js';
import { policyChunks } from './tables/policy-chunks.js';

export interface WriteProgress {
  done: number;
  total?: number;
}

/**
 * Writes the file of a request from the database to the sink, no faster than the sink accepts it.
 *
 * @param tables the projection must have reached the request's position
 * @param onProgress called after each batch
 * @returns the number of rows, and the rest of the manifest
 * @throws the signal's reason, soon after it is aborted; errors of the sink or the database
 */
export async function writeExport(
  tables: ReadTables,
  request: ExportRequest,
  sink: Sink,
  licence: string,
  {
    signal,
    publicUrl,
    onProgress,
  }: {
    signal?: AbortSignal;
    publicUrl?: string | undefined;
    onProgress?: (progress: WriteProgress) => void;
  } = {},
): Promise<{ rows: number; description: Description }> {
  const writer = WRITERS[request.format];
  const table = tableOf(tables, request);
  const reconstructed = await hasBackfilledEvents(tables, request);
  const description = describe(request, table.columns, writer, licence, reconstructed);
  const total = await table.total();
  let done = 0;
  const stoppable: Sink = {
    write: (bytes) => {
      signal?.throwIfAborted();
      return sink.write(bytes);
    },
  };
  await writer.write({
    table,
    sink: stoppable,
    description,
    bom: request.bom ?? false,
    labels: request.labels ?? null,
    publicUrl,
    onRows: (count) => {
      signal?.throwIfAborted();
      done += count;
      onProgress?.({ done, ...(total !== undefined && { total }) });
    },
  });
  signal?.throwIfAborted();
  return { rows: done, description };
}

/** Whether any policy that the filters may select has a backfilled event up to the position; only those of headers are considered. */
async function hasBackfilledEvents(tables: ReadTables, { basis, filters }: ExportRequest): Promise<boolean> {
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
