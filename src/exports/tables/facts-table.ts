import type pg from 'pg';
import type { Uncertain } from '../../domain/field-entry.js';
import { READING } from '../../read/state/state-sql.js';
import type { ExportFilters, ExportRequest } from '../export-request.js';
import type { Cell, Column } from './column.js';
import { copyOut } from './copy-out.js';
import { csvSql, jsonLineSql, RAW_LINES, type SqlColumn } from './facts-sql.js';
import { pick } from './made-here.js';
import { policyChunks, type PolicyPlace } from './policy-chunks.js';
import type { Table } from './table.js';

interface FactsColumn extends SqlColumn, Column {}

const BECAUSE = ',"because":';
const CANDIDATES = '"certainty":"possible","candidates":';
const because = `split_part(r.rest, '"because":', -1)`; // the last member; within texts its quotes would be escaped
const candidates = `substr(r.rest, ${CANDIDATES.length + 1}, length(r.rest) - ${CANDIDATES.length + BECAUSE.length} - length(${because}))`;
const knownTo = (position: number) => `CASE WHEN f.known_to <= ${position} THEN f.known_to END`;
const recorded = (position: string) =>
  `(SELECT log.instant_text(e.recorded_at) FROM log.events AS e WHERE e.position = ${position})`;
const day = (column: string) => `CASE WHEN isfinite(${column}) THEN ${column} END`;

/** The steps' columns; those of the recorded axis only where both axes are told. */
export function factsColumns(position: number, bothAxes: boolean): FactsColumn[] {
  const known: FactsColumn[] = [
    {
      name: 'knownFrom',
      type: 'integer',
      sql: 'f.known_from',
      en: 'Known from position',
      ja: '既知開始位置',
    },
    {
      name: 'knownTo',
      type: 'integer',
      sql: knownTo(position),
      en: 'Known to position (exclusive)',
      ja: '既知終了位置（含まない）',
    },
    {
      name: 'recordedFrom',
      type: 'instant',
      sql: recorded('f.known_from'),
      plain: true,
      en: 'Recorded from',
      ja: '記録開始時刻',
    },
    {
      name: 'recordedTo',
      type: 'instant',
      sql: recorded(knownTo(position)),
      plain: true,
      en: 'Recorded to (exclusive)',
      ja: '記録終了時刻（含まない）',
    },
  ];
  return [
    { name: 'policyId', type: 'text', sql: 'p.policy_id', plain: true, en: 'Policy', ja: '政策' },
    { name: 'field', type: 'text', sql: 'f.path', plain: true, en: 'Field', ja: '項目' },
    {
      name: 'validFrom',
      type: 'day',
      sql: day('f.valid_from'),
      plain: true,
      en: 'Valid from',
      ja: '有効開始日',
    },
    {
      name: 'validTo',
      type: 'day',
      sql: day('f.valid_to'),
      plain: true,
      en: 'Valid to (exclusive)',
      ja: '有効終了日（含まない）',
    },
    ...(bothAxes ? known : []),
    {
      name: 'certainty',
      type: 'text',
      sql: `CASE WHEN f.definite THEN 'definite' ELSE 'possible' END`,
      plain: true,
      en: 'Certainty',
      ja: '確実性',
    },
    { name: 'value', type: 'value', sql: 'r.value', en: 'Value', ja: '値' },
    {
      name: 'valueType',
      type: 'text',
      sql: `CASE left(r.value, 1) WHEN '"' THEN 'string' WHEN '{' THEN 'object' WHEN '[' THEN 'array' WHEN 't' THEN 'boolean'
        WHEN 'f' THEN 'boolean' WHEN 'n' THEN 'null' ELSE CASE WHEN r.value IS NOT NULL THEN 'number' WHEN f.definite THEN 'absent' END END`,
      plain: true,
      en: 'Type of value',
      ja: '値の型',
    },
    {
      name: 'candidates',
      type: 'json',
      sql: `CASE WHEN NOT f.definite THEN ${candidates} END`,
      en: 'Candidates',
      ja: '候補',
    },
    { name: 'because', type: 'json', sql: because, en: 'Because of developments', ja: '根拠となる出来事' },
  ];
}

/** `facts`: every step of every field on both axes. `history`: those that stand at the basis. Steps are in order of policy, field, day. */
export function factsTable(
  pool: pg.Pool,
  { what, basis, filters, columns: names, since }: ExportRequest,
): Table {
  const all = factsColumns(basis.position, what === 'facts');
  const columns = pick(all, names);
  const where = conditions(what === 'facts', basis.position, filters, since);
  const select = (items: string, chunk: readonly PolicyPlace[]) => `
    SELECT ${items} FROM (VALUES ${chunk.map(({ policyNo, policyId }) => `(${policyNo}::bigint, '${policyId}' COLLATE "C")`).join(',')}) AS p (policy_no, policy_id)
    JOIN read.facts AS f ON f.policy_no = p.policy_no CROSS JOIN LATERAL (SELECT ${reading(basis.uncertain)}) AS r
    WHERE ${where} ORDER BY p.policy_id, f.path, f.valid_from, f.known_from`;
  const chunks = () => policyChunks(pool, basis.position, filters);
  const text = {
    csv: {
      items: columns.map((column, i) => `${csvSql(column)} AS c${i}`).join(', '),
      options: 'FORMAT csv',
    },
    ndjson: { items: jsonLineSql(columns), options: RAW_LINES },
  };
  return {
    columns,
    total: async () => {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*) AS count FROM read.facts AS f WHERE ${where}`,
      );
      return Object.keys(filters).length > 0 ? undefined : rows[0]?.count;
    },
    rows: async function* () {
      const items = columns
        .map(({ sql, type }, i) => `${type === 'day' ? `(${sql})::text` : sql} AS c${i}`)
        .join(', ');
      for await (const chunk of chunks()) {
        const { rows } = await pool.query<Cell[]>({ text: select(items, chunk), rowMode: 'array' });
        yield rows.map((cells) => ({ cells }));
      }
    },
    text: async function* (format) {
      const { items, options } = text[format];
      for await (const chunk of chunks())
        yield* copyOut(pool, `COPY (${select(items, chunk)}) TO STDOUT WITH (${options})`);
    },
  };
}

function conditions(
  bothAxes: boolean,
  position: number,
  { field }: ExportFilters,
  since: number | undefined,
): string {
  return [
    `f.path NOT LIKE '$%' AND f.known_from <= ${position}`,
    ...(bothAxes ? [] : [`f.known_to > ${position}`]),
    ...(since === undefined
      ? []
      : [`(f.known_from > ${since} OR f.known_to > ${since} AND f.known_to <= ${position})`]),
    ...(field ? [`f.path IN (${field.map((path) => `'${path}'`).join(',')})`] : []),
  ].join(' AND ');
}

const reading = (uncertain: Uncertain): string => READING[uncertain];
