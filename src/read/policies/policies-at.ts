import type { PolicyRows } from '../../domain/state.js';
import type { ReadTables } from '../read-tables.js';
import { policyRows, type PolicyCounts, type StateRow } from '../state/policy-rows.js';
import { COUNTS, stateColumns, VERSION_KNOWN } from '../state/state-sql.js';
import type { ListPage } from './list-query.js';
import { sortOf, sortSql } from './sort-sql.js';
import { filterSql, matching } from './filter-sql.js';

/** A policy of a page, with its sort key. */
export type SortedPolicy = PolicyRows & { key: string };

/** The next policies of a list after `page.after`, at most `count`, in its order. */
export async function policiesAt(tables: ReadTables, page: ListPage, count: number): Promise<SortedPolicy[]> {
  const { by, descending } = sortOf(page);
  const inOrder = { count, idOf: ({ policyId }: ListSqlRow) => policyId };
  const statement = listStatement(page, count);
  const rows = await tables.query(page, statement, by === 'id' && !descending ? inOrder : undefined);
  return rows.map(({ policyId, key, counts, ...row }) => ({ ...policyRows(policyId, counts, row), key }));
}

/** A policy of a page. */
interface ListSqlRow extends StateRow {
  policyId: string;
  /** The sort key of the policy. */
  key: string;
  counts: PolicyCounts;
}

/** A page of policies in one statement. $1 day, $2 position, $3 how many; then the start of the page, and the filters. */
export function listStatement(page: ListPage, count: number) {
  const values: (string | number)[] = [page.asOf, page.position, count];
  const parameter = (value: string) => `$${values.push(value)}`;
  const { table, key, direction, behind } = sortSql(page, parameter);
  const filters = filterSql(page, parameter);
  const rest = page.fields === false ? `CASE WHEN f.path LIKE 'expected/%' THEN r.rest END` : undefined;
  const { by, descending } = sortOf(page);
  const order = (id: string, sortKey: string) =>
    by === 'id' ? `${id} ${direction}` : `${sortKey} ${direction}, ${id}`;
  const text = `
    WITH known AS NOT MATERIALIZED (SELECT $2::bigint AS position), ${table ? `${table.with},` : ''} policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, p.header, ${key} AS key FROM known JOIN ${matching(filters)} ${table?.join ?? ''}
      WHERE ${behind} ORDER BY ${order('p.policy_id', 'key')} LIMIT $3)
    SELECT policy.policy_id AS "policyId", policy.key, policy.header, json_build_object(${COUNTS}) AS counts,
      ${stateColumns(page.uncertain, rest)}
    FROM known, policy CROSS JOIN ${VERSION_KNOWN}
    ORDER BY ${order('policy.policy_id', 'policy.key')}`;
  // A join is planned for the current size of the tables: a prepared plan from when they were small could take minutes.
  if (filters.name === null || table) return { text, values };
  const begins = page.after === undefined ? 'first' : 'next';
  return {
    name: `list-${page.uncertain}-${page.fields !== false}-${descending ? '-' : ''}${by}-${begins}-${filters.name}`,
    text,
    values,
  };
}
