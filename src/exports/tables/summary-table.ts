import { valueType } from './column.js';
import { rowMaker, type ComputedColumn } from './computed-columns.js';
import type { Table } from './table.js';

/** One count: of policies with a value, of uncertain ones, or of those without a value. */
interface Count {
  by: string;
  of: 'value' | 'possible' | 'absent';
  /** Canonical JSON text. */
  value: string | null;
  count: number;
}

const SUMMARY_COLUMNS: readonly ComputedColumn<Count>[] = [
  { name: 'by', type: 'text', en: 'Counted by', ja: '集計項目', of: (c) => c.by },
  { name: 'of', type: 'text', en: 'Count of', ja: '集計の対象', of: (c) => c.of },
  { name: 'value', type: 'value', en: 'Value', ja: '値', of: (c) => c.value },
  {
    ...{ name: 'valueType', type: 'text', en: 'Type of value', ja: '値の型' },
    of: (c) => (c.value === null ? null : valueType(c.value)),
  },
  { name: 'count', type: 'integer', en: 'Policies', ja: '政策数', of: (c) => c.count },
];

/** The counts of an answer of the summary, in its order; policies in doubt and without a value come last. */
export function summaryTable(body: string): Table {
  const { by, items, possible, absent } = JSON.parse(body) as {
    by: string;
    items: { value: unknown; count: number }[];
    possible: number;
    absent: number;
  };
  const counts: Count[] = [
    ...items.map(({ value, count }): Count => ({ by, of: 'value', value: JSON.stringify(value), count })),
    { by, of: 'possible', value: null, count: possible },
    { by, of: 'absent', value: null, count: absent },
  ];
  const rows = counts.map(rowMaker(SUMMARY_COLUMNS, null));
  return {
    columns: SUMMARY_COLUMNS,
    total: () => Promise.resolve(rows.length),
    // oxlint-disable-next-line typescript/require-await
    async *rows() {
      yield rows;
    },
  };
}
