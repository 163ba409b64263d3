import type { DiffListQuery, DiffListReader } from '../../read/diff/diff-list-reader.js';
import { valueType } from './column.js';
import { json, rowMaker, type ComputedColumn } from './computed-columns.js';
import type { Table } from './table.js';

/** The entry of a field on one side of a difference: a value, candidates, or nothing. */
interface Side {
  value?: unknown;
  certainty?: string;
  candidates?: unknown[];
  absent?: true;
}

interface Change {
  leg: 'knowledge' | 'world';
  policyId: string;
  field: string;
  class: string;
  old: Side;
  new: Side;
  because: string[];
}

const valueOf = ({ value }: Side): string | null => (value === undefined ? null : JSON.stringify(value));
const typeOf = ({ value, candidates }: Side): string | null => {
  if (value !== undefined) return valueType(JSON.stringify(value));
  return candidates === undefined ? 'absent' : null;
};

const DIFF_COLUMNS: readonly ComputedColumn<Change>[] = [
  { name: 'policyId', type: 'text', en: 'Policy', ja: '政策', of: (c) => c.policyId },
  { name: 'field', type: 'text', en: 'Field', ja: '項目', of: (c) => c.field },
  { name: 'leg', type: 'text', en: 'In the world or in knowledge', ja: '世界か知識か', of: (c) => c.leg },
  { name: 'class', type: 'text', en: 'Class of change', ja: '変更の種類', of: (c) => c.class },
  { name: 'old', type: 'value', en: 'Old value', ja: '前の値', of: (c) => valueOf(c.old) },
  { name: 'oldType', type: 'text', en: 'Type of old value', ja: '前の値の型', of: (c) => typeOf(c.old) },
  { name: 'new', type: 'value', en: 'New value', ja: '後の値', of: (c) => valueOf(c.new) },
  { name: 'newType', type: 'text', en: 'Type of new value', ja: '後の値の型', of: (c) => typeOf(c.new) },
  {
    name: 'oldCandidates',
    type: 'json',
    en: 'Old candidates',
    ja: '前の候補',
    of: (c) => json(c.old.candidates),
  },
  {
    name: 'newCandidates',
    type: 'json',
    en: 'New candidates',
    ja: '後の候補',
    of: (c) => json(c.new.candidates),
  },
  {
    name: 'because',
    type: 'json',
    en: 'Because of developments',
    ja: '根拠となる出来事',
    of: (c) => json(c.because),
  },
];

/** Policies per page: their items are in memory at once. */
const PAGE = 200;

/**
 * What changed, policy by policy in order of their ids; changes of knowledge come before changes of the world.
 * @param first the permalink of the query's answer, whose basis the pages share
 */
export function diffTable(
  diffs: DiffListReader,
  query: Omit<DiffListQuery, 'limit' | 'cursor'>,
  first: string,
): Table {
  const pinned = new URLSearchParams(first.slice(first.indexOf('?')));
  const toRow = rowMaker(DIFF_COLUMNS, null);
  return {
    columns: DIFF_COLUMNS,
    total: () => Promise.resolve(undefined),
    async *rows() {
      let page: DiffListQuery = { ...query, ...basesOf(pinned), limit: PAGE };
      for (;;) {
        const { body, next } = await diffs.answer(page);
        const { knowledgeChanges, worldChanges } = JSON.parse(body) as Record<string, Omit<Change, 'leg'>[]>;
        yield [
          ...(knowledgeChanges ?? []).map((change) => ({ leg: 'knowledge' as const, ...change })),
          ...(worldChanges ?? []).map((change) => ({ leg: 'world' as const, ...change })),
        ]
          .sort((a, b) => (a.policyId === b.policyId ? 0 : a.policyId < b.policyId ? -1 : 1))
          .map(toRow);
        const cursor = new URLSearchParams(next?.slice(next.indexOf('?'))).get('cursor');
        if (cursor === null) return;
        page = { uncertain: query.uncertain, limit: PAGE, cursor };
      }
    },
  };
}

/** The two bases that a permalink pins. */
function basesOf(pinned: URLSearchParams): Partial<DiffListQuery> {
  const text = (name: string) => {
    const value = pinned.get(name);
    return value === null ? {} : { [name]: value };
  };
  return {
    ...text('fromAsOf'),
    ...text('toAsOf'),
    ...text('fromKnownAt'),
    ...text('toKnownAt'),
    fromPosition: Number(pinned.get('fromPosition')),
    toPosition: Number(pinned.get('toPosition')),
  };
}
