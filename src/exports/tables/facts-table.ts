import type pg from 'pg';
import type { ExportRequest } from '../export-request.js';
import type { Cell } from './column.js';
import { copyOut } from './copy-out.js';
import { factsColumns } from './facts-columns.js';
import { FACTS_PLAN, factsCondition, factsSelect } from './facts-select.js';
import { jsonLine, RAW_LINES } from './facts-sql.js';
import { fetched } from './fetched.js';
import { pick } from './computed-columns.js';
import { policyChunks } from './policy-chunks.js';
import type { Table } from './table.js';

/** `facts`: every step of every field on both axes. `history`: those that stand at the basis. Steps are in order of policy, field, day. */
export function factsTable(pool: pg.Pool, request: ExportRequest): Table {
  const { what, basis, filters } = request;
  const columns = pick(factsColumns(basis.position, what === 'facts'), request.columns);
  const listed = (sqls: string[]) => sqls.map((sql, i) => `${sql} AS c${i}`).join(', ');
  const cells = listed(columns.map(({ sql, type }) => (type === 'day' ? `(${sql})::text` : sql)));
  const lines = {
    csv: { items: listed(columns.map(({ csv }) => csv)), options: 'FORMAT csv' },
    ndjson: { items: jsonLine(columns), options: RAW_LINES },
  };
  return {
    columns,
    total: async () => {
      if (Object.keys(filters).length > 0) return undefined;
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*) AS count FROM read.facts AS f WHERE ${factsCondition(request)}`,
      );
      return rows[0]?.count;
    },
    async *rows() {
      for await (const chunk of policyChunks(pool, basis.position, filters))
        for await (const rows of fetched<Cell[]>(pool, FACTS_PLAN, factsSelect(request, chunk, cells)))
          yield rows.map((row) => ({ cells: row }));
    },
    async *text(format) {
      const { items, options } = lines[format];
      for await (const chunk of policyChunks(pool, basis.position, filters))
        yield* copyOut(
          pool,
          FACTS_PLAN,
          `COPY (${factsSelect(request, chunk, items)}) TO STDOUT WITH (${options})`,
        );
    },
  };
}
