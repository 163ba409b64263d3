import type { Day } from '../../domain/day.js';
import type { Identifier } from '../../domain/identifier.js';
import { fieldLabel } from '../../domain/labels/field-label.js';
import { listItemText, type PolicyRows } from '../../domain/state.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { ReadTables } from '../../read/read-tables.js';
import { filtersOf } from '../../read/policies/filters.js';
import { policiesAt } from '../../read/policies/policies-at.js';
import type { ExportBasis, ExportRequest } from '../export-request.js';
import type { Cell } from './column.js';
import { fieldColumn, json, pick, rowMaker, type ComputedColumn } from './computed-columns.js';
import type { Row, Table } from './table.js';

/** A policy on a day, as shown in the list of policies. */
interface StateItem {
  asOf: Day;
  basis: ExportBasis;
  rows: PolicyRows['rows'];
  text: string;
  item: {
    policyId: string;
    version: number;
    title: string;
    titles: Record<string, string>;
    jurisdictions: string[];
    area: string;
    timeZone: string;
    description?: string;
    identifiers?: readonly Identifier[];
    existence: string;
    state: Record<string, unknown>;
    possible: string[];
    contested: string[];
    expected: unknown[];
    developments: number;
    lastVerified?: string | null;
    lastRecorded: string;
  };
}

type StateColumn = ComputedColumn<StateItem>;

const AS_OF: StateColumn = { name: 'asOf', type: 'day', en: 'Day', ja: '日付', of: ({ asOf }) => asOf };

const STATE_COLUMNS: readonly StateColumn[] = [
  { name: 'policyId', type: 'text', en: 'Policy', ja: '政策', of: ({ item }) => item.policyId },
  { name: 'title', type: 'text', en: 'Title', ja: '名称', of: ({ item }) => item.title },
  {
    name: 'titles',
    type: 'json',
    en: 'Titles in other languages',
    ja: '他言語の名称',
    of: ({ item }) => json(item.titles),
  },
  {
    name: 'jurisdictions',
    type: 'json',
    en: 'Jurisdictions',
    ja: '法域',
    of: ({ item }) => json(item.jurisdictions),
  },
  { name: 'area', type: 'text', en: 'Area', ja: '分野', of: ({ item }) => item.area },
  { name: 'timeZone', type: 'text', en: 'Time zone', ja: '時間帯', of: ({ item }) => item.timeZone },
  {
    name: 'description',
    type: 'text',
    en: 'Description',
    ja: '説明',
    of: ({ item }) => item.description ?? null,
  },
  { name: 'existence', type: 'text', en: 'Existence', ja: '存否', of: ({ item }) => item.existence },
  { name: 'status', type: 'value', en: 'Status', ja: '状態', of: (state) => valueOf(state, 'status') },
  { name: 'state', type: 'json', en: 'State', ja: '全項目の値', of: ({ item }) => json(item.state) },
  {
    name: 'possible',
    type: 'json',
    en: 'Doubtful fields',
    ja: '不確実な項目',
    of: ({ item }) => json(item.possible),
  },
  { name: 'expected', type: 'json', en: 'Expected', ja: '予定', of: ({ item }) => json(item.expected) },
  {
    name: 'developments',
    type: 'integer',
    en: 'Developments',
    ja: '出来事の数',
    of: ({ item }) => item.developments,
  },
  { name: 'version', type: 'integer', en: 'Version', ja: '版', of: ({ item }) => item.version },
  {
    name: 'lastVerified',
    type: 'text',
    en: 'Last verified (EDTF)',
    ja: '最終確認日（EDTF）',
    of: ({ item }) => item.lastVerified ?? null,
  },
  {
    name: 'lastRecorded',
    type: 'instant',
    en: 'Last recorded',
    ja: '最終記録時刻',
    of: ({ item }) => item.lastRecorded,
  },
  {
    name: 'contested',
    type: 'json',
    en: 'Contested fields',
    ja: '主張が食い違う項目',
    of: ({ item }) => json(item.contested),
  },
];

/** The basis as columns, for files that have to contain it themselves. */
const BASIS_COLUMNS: readonly StateColumn[] = [
  AS_OF,
  { name: 'knownAt', type: 'instant', en: 'Known at', ja: '知識の時点', of: ({ basis }) => basis.knownAt },
  {
    name: 'position',
    type: 'integer',
    en: 'Log position',
    ja: 'ログ位置',
    of: ({ basis }) => basis.position,
  },
  {
    name: 'publishedBy',
    type: 'day',
    en: 'Published by',
    ja: '公表日の上限',
    of: ({ basis }) => basis.publishedBy ?? null,
  },
  {
    name: 'uncertain',
    type: 'text',
    en: 'Uncertain dates',
    ja: '不確かな日付',
    of: ({ basis }) => basis.uncertain,
  },
];

/** Not in files unless it is named: CSV of a pinned question was given without it. */
const IDENTIFIERS: StateColumn = {
  name: 'identifiers',
  type: 'json',
  en: 'Identifiers',
  ja: '識別子',
  of: ({ item }) => json(item.identifiers ?? []),
};

const PANEL_COLUMNS = [
  AS_OF,
  ...STATE_COLUMNS.filter(({ name }) => !['titles', 'timeZone', 'description'].includes(name)),
];

const usual = (panel: boolean): readonly StateColumn[] => (panel ? PANEL_COLUMNS : STATE_COLUMNS);

/**
 * The columns of states, or of a panel, that can be named: the default ones, the identifiers, then those of the basis. In
 * addition, `state/<field>` and `candidates/<field>` are columns.
 */
export const stateColumns = (panel: boolean): readonly StateColumn[] => [
  ...usual(panel),
  IDENTIFIERS,
  ...BASIS_COLUMNS.filter(({ name }) => !panel || name !== 'asOf'),
];

const PAGE = 500;

/**
 * All policies on each of some days: day by day, in order of their ids. JSON lines are the items of the list; in a panel `asOf`
 * comes first.
 */
export function statesTable(tables: ReadTables, request: ExportRequest, days: readonly Day[]): Table {
  const panel = request.what === 'panel';
  const columns = request.columns ? pick(stateColumns(panel), request.columns, ofField) : usual(panel);
  const line = (state: StateItem) => (panel ? `{"asOf":"${state.asOf}",${state.text.slice(1)}` : state.text);
  const toRow = rowMaker(columns, request.columns ? null : line);
  return {
    columns,
    total: async () => {
      if (Object.keys(request.filters).length > 0) return undefined;
      const { rows } = await tables.pool.query<{ count: number }>(
        'SELECT count(*) AS count FROM read.policies WHERE known_from <= $1 AND known_to > $1',
        [request.basis.position],
      );
      return (rows[0]?.count ?? 0) * days.length;
    },
    async *rows() {
      for (const asOf of days) yield* pages(tables, request, asOf, toRow);
    },
  };
}

async function* pages(
  tables: ReadTables,
  { basis, filters, columns }: ExportRequest,
  asOf: Day,
  toRow: (state: StateItem) => Row,
): AsyncGenerator<readonly Row[]> {
  const { position, beyondHead, uncertain, publishedBy } = basis;
  const page = {
    ...filtersOf(filters),
    ...{ asOf, position, beyondHead, uncertain },
    // Candidates are in a column that lists need not read.
    fields: columns?.some((name) => fieldColumn(name)?.of === 'candidates') ?? false,
    ...(publishedBy !== undefined && { publishedBy }),
  };
  for (let after = ''; ;) {
    const policies = await policiesAt(tables, { ...page, after }, PAGE);
    const asked = policies.filter((policy) => filters.policyId?.includes(policy.policyId) ?? true);
    yield await mapYielding(asked, (policy) => {
      const text = listItemText(policy, asOf, false);
      return toRow({ asOf, basis, rows: policy.rows, text, item: JSON.parse(text) as StateItem['item'] });
    });
    const last = policies.at(-1);
    if (!last || policies.length < PAGE) return;
    after = last.policyId;
  }
}

/** A column of one field: its definite values, or its candidates where it has no definite value. */
function ofField(name: string): StateColumn {
  const { field, of } = fieldColumn(name) ?? { field: '', of: 'state' };
  const { en, ja } = fieldLabel(field);
  if (of === 'state') return { name, type: 'value', en, ja, of: (state) => valueOf(state, field) };
  const labels = { en: `${en} (candidates)`, ja: `${ja}（候補）` };
  return { name, type: 'json', ...labels, of: (state) => candidatesOf(state, field) };
}

/** The definite value of a field, as JSON; null if there is none. */
const valueOf = ({ rows }: StateItem, field: string): Cell =>
  rows.find(({ path }) => path === field)?.value ?? null;

/** The possible values of an uncertain field, as a JSON list, `{"absent":true}` for none; null if the field is certain. */
function candidatesOf({ rows }: StateItem, field: string): Cell {
  const row = rows.find(({ path }) => path === field);
  const { candidates } = JSON.parse(`{${row?.rest ?? ''}}`) as {
    candidates?: { value?: unknown; absent?: true }[];
  };
  return json(candidates?.map(({ value, absent }) => (absent ? { absent } : value)));
}
