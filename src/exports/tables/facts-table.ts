import { inGeneration } from '../../read/published/in-generation.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';
import type { Cell } from './column.js';
import { copyOut } from './copy-out.js';
import { factsColumns } from './facts-columns.js';
import { FACTS_PLAN, factsCondition, factsSelect } from './facts-select.js';
import { jsonLine, RAW_LINES } from './facts-sql.js';
import { fetched } from './fetched.js';
import { pick } from './computed-columns.js';
import { policyChunks, type PolicyChunk } from './policy-chunks.js';
import type { Table } from './table.js';

/**
 * `facts`: every step of every field on both axes. `history`: the steps known at the basis, with `publishedBy` only what was
 * public. Steps are in order of policy, field, day.
 */
export function factsTable(tables: ReadTables, request: ExportRequest): Table {
  const { what, basis, filters } = request;
  const { pool } = tables;
  const columns = pick(factsColumns(basis.position, what === 'facts'), request.columns);
  const listed = (sqls: string[]) => sqls.map((sql, i) => `${sql} AS c${i}`).join(', ');
  const cells = listed(columns.map(({ sql, type }) => (type === 'day' ? `(${sql})::text` : sql)));
  const select = async (chunk: readonly PolicyChunk[], items: string) =>
    inGeneration(factsSelect(request, chunk, items), await tables.generation(basis));
  const lines = {
    csv: { items: listed(columns.map(({ csv }) => csv)), options: 'FORMAT csv' },
    ndjson: { items: jsonLine(columns), options: RAW_LINES },
  };
  return {
    columns,
    total: async () => {
      if (Object.keys(filters).length > 0) return undefined;
      const text = `SELECT count(*) AS count FROM read.facts AS f WHERE ${factsCondition(request)}`;
      return (await tables.query<{ count: number }>(basis, { text }))[0]?.count;
    },
    async *rows() {
      for await (const chunk of policyChunks(tables, request))
        for await (const rows of fetched<Cell[]>(pool, FACTS_PLAN, await select(chunk, cells)))
          yield rows.map((row) => ({ cells: row }));
    },
    async *text(format) {
      const { items, options } = lines[format];
      for await (const chunk of policyChunks(tables, request))
        yield* copyOut(pool, FACTS_PLAN, `COPY (${await select(chunk, items)}) TO STDOUT WITH (${options})`);
    },
  };
}
