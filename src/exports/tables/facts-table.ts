import type pg from 'pg';
import { inGeneration } from '../../read/published/in-generation.js';
import type { ReadTables } from '../../read/read-tables.js';
import { readColumns } from '../../read/state/fact-sql.js';
import { copyTo } from '../../database/copy-to.js';
import type { ExportRequest } from '../export-request.js';
import type { Cell } from './column.js';
import { factsColumns, jsonLine, RAW_LINES } from './facts-columns.js';
import { pick } from './computed-columns.js';
import { policyChunks, type PolicyChunk } from './policy-chunks.js';
import type { Table, TextPart } from './table.js';

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

/** Which stored steps `f` are rows. `facts` covers both axes, `history` only what is known at the position. */
function factsCondition({ what, basis, filters, since }: ExportRequest): string {
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
function factsSelect(request: ExportRequest, chunk: readonly PolicyChunk[], items: string): string {
  const { position, uncertain } = request.basis;
  const numbers = `'{${chunk.map(({ policyNo }) => policyNo).join(',')}}'::bigint[]`;
  const ids = `'{${chunk.map(({ policyId }) => `"${policyId}"`).join(',')}}'::text[]`;
  return `
    WITH recorded AS MATERIALIZED (
      SELECT v.known_from AS position, log.instant_text(v.recorded_at) AS instant
      FROM read.versions AS v WHERE v.policy_no = ANY (${numbers}) AND v.known_from <= ${position})
    SELECT ${items} FROM unnest(${numbers}, ${ids}) WITH ORDINALITY AS p (policy_no, policy_id, place)
    CROSS JOIN LATERAL (
      SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, f.definite, f.contested, r.value,
        ${CANDIDATES} AS candidates, ${BECAUSE} AS because, began.instant AS recorded_from, ended.instant AS recorded_to
      FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns(uncertain)}) AS r
      LEFT JOIN recorded AS began ON began.position = f.known_from
      LEFT JOIN recorded AS ended ON ended.position = f.known_to
      WHERE f.policy_no = p.policy_no AND ${factsCondition(request)}
      ORDER BY f.path, f.valid_from, f.known_from OFFSET 0) AS f
    ORDER BY p.place`;
}

/** Event ids, JSON text; nearly always there is one. */
const idsText = (
  because: string,
): string => `CASE WHEN octet_length(${because}) = 16 THEN '["' || encode(${because}, 'hex')::uuid || '"]' ELSE (
    SELECT '[' || coalesce(string_agg('"' || encode(substr(${because}, i, 16), 'hex')::uuid || '"', ',' ORDER BY i), '') || ']'
    FROM generate_series(1, octet_length(${because}), 16) AS i) END`;

const BECAUSE = idsText('r.because');

/** The candidates of a possible fact like `candidatesText`: a part of `details` behind a line end begins with a number of ids. */
const CANDIDATES = `CASE WHEN NOT f.definite THEN (
    SELECT string_agg(CASE WHEN n IS NULL THEN part ELSE ${idsText('own.because')} || substr(part, length(n::text) + 1) END, '' ORDER BY i)
    FROM (SELECT part, i, n, substr(f.because, 16 * (sum(n) OVER (ORDER BY i) - n)::integer + 1, 16 * n) AS because
      FROM (SELECT part, i, CASE WHEN i > 1 THEN substring(part FROM '^[0-9]+')::integer END AS n
        FROM string_to_table(f.details, E'\\n') WITH ORDINALITY AS t (part, i)) AS parts) AS own) END`;

/**
 * For factsSelect. Its plan is known: LATERAL forces policy by policy, and joins within a policy must be by hash. For a policy
 * with far more events than most, the planner would choose nested loops, which take quadratic time.
 */
const FACTS_PLAN = 'SET LOCAL enable_nestloop = off';

/** Rows of one batch: enough to make a round trip cheap in comparison, few enough to hold two batches in memory. */
const BATCH = 5000;

/**
 * The rows of a query in batches, each row an array of its cells; the next batch is fetched while the consumer works on one. At
 * most two batches are in memory.
 *
 * @param settings SET LOCAL statements for this query only
 * @throws the error of the database; if the consumer stops early, the connection is closed
 */
async function* fetched<R extends unknown[]>(
  pool: pg.Pool,
  settings: string,
  sql: string,
): AsyncGenerator<R[]> {
  const client = await pool.connect();
  let finished = false;
  const fetch = () => {
    const batch = client.query<R>({ text: `FETCH ${BATCH} FROM rows`, rowMode: 'array' });
    // If the consumer stops, a batch may still be fetched; its failure is then irrelevant.
    batch.catch(() => undefined);
    return batch;
  };
  try {
    await client.query(`BEGIN; ${settings}; DECLARE rows NO SCROLL CURSOR FOR ${sql}`);
    let next = fetch();
    for (let more = true; more;) {
      const { rows } = await next;
      more = rows.length === BATCH;
      if (more) next = fetch();
      if (rows.length > 0) yield rows;
    }
    await client.query('COMMIT');
    finished = true;
  } finally {
    client.release(!finished);
  }
}

/**
 * The output of one COPY … TO STDOUT. PostgreSQL sends no faster than the consumer reads.
 *
 * @param settings SET LOCAL statements for this COPY only
 * @throws the error of the database; if the consumer stops early, the connection is closed
 */
async function* copyOut(pool: pg.Pool, settings: string, sql: string): AsyncGenerator<TextPart> {
  const client = await pool.connect();
  let finished = false;
  try {
    await client.query(`BEGIN; ${settings}`);
    const stream = copyTo(client, sql);
    for await (const bytes of stream) yield { bytes: bytes as Buffer, rows: 0 };
    await client.query('COMMIT');
    finished = true;
    yield { bytes: NOTHING, rows: stream.rowCount };
  } finally {
    client.release(!finished);
  }
}

const NOTHING = new Uint8Array(0);
