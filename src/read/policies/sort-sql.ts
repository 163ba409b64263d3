import type { Uncertain } from '../../domain/field-entry.js';
import { narrowFacts, READ_VALUE } from '../state/fact-sql.js';
import type { ListPage, SortKey } from './list-query.js';

/** Sorts after all texts: policies without a status come last. */
const LAST = '\u{10FFFF}';

/** The order and start of a page: columns and conditions on a policy `p`; $1 is the day, $2 the position. */
export interface SortSql {
  /** A common table expression at the start of the statement, and its join. */
  table?: { with: string; join: string };
  /** Text, compared by its bytes. */
  key: string;
  direction: 'ASC' | 'DESC';
  /** Condition for the policies after the previous page; always true if there was none. */
  behind: string;
}

export const sortOf = ({ sort = 'id' }: Pick<ListPage, 'sort'>): { by: SortKey; descending: boolean } => ({
  by: (sort.startsWith('-') ? sort.slice(1) : sort) as SortKey,
  descending: sort.startsWith('-'),
});

/** @param parameter adds a value and returns its placeholder */
export function sortSql(page: ListPage, parameter: (value: string) => string): SortSql {
  const { by, descending } = sortOf(page);
  const key = `(${page.publishedBy && by === 'lastRecorded' ? LAST_INSTANT : KEYS[by]}) COLLATE "C"`;
  const direction = descending ? 'DESC' : 'ASC';
  const table = by === 'status' ? { table: statuses(page.uncertain) } : {};
  if (page.after === undefined) return { ...table, key, direction, behind: 'true' };
  const further = descending ? '<' : '>';
  const id = parameter(page.after);
  if (by === 'id') return { key, direction, behind: `p.policy_id ${further} ${id}` };
  const last = parameter(page.afterKey ?? '');
  return {
    ...table,
    key,
    direction,
    behind: `(${key} ${further} ${last} OR (${key} = ${last} AND p.policy_id > ${id}))`,
  };
}

/** Found in one step, not policy by policy. */
const statuses = (uncertain: Uncertain) => ({
  with: `statuses AS MATERIALIZED (SELECT f.policy_no, ${READ_VALUE[uncertain]} AS value FROM ${narrowFacts('status')})`,
  join: 'LEFT JOIN statuses AS s ON s.policy_no = p.policy_no',
});

const lastVersion = (key: string): string => `SELECT ${key} FROM read.versions AS v
    WHERE v.policy_no = p.policy_no AND v.known_from <= known.position ORDER BY v.known_from DESC LIMIT 1`;

/** Numbers as texts of equal length, so that all keys compare as text. */
const versionKey = (column: string): string => lastVersion(`lpad(v.${column}::text, 16, '0')`);

/** What was public by a day is sorted by instants: released cursors hold them. */
const LAST_INSTANT = lastVersion('log.instant_text(v.recorded_at)');

const KEYS: Record<SortKey, string> = {
  id: 'p.policy_id',
  title: 'p.title',
  area: 'p.area',
  jurisdiction: `array_to_string(p.jurisdictions, ', ')`,
  status: `coalesce(s.value, '${LAST}')`,
  developments: versionKey('developments'),
  lastRecorded: versionKey('known_from'),
};
