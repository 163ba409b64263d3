import type { PolicyRows } from '../../domain/state.js';
import type { ReadTables } from '../read-tables.js';
import { policyRows } from '../state/policy-rows.js';
import type { ListPage } from './list-query.js';
import { listStatement, type ListSqlRow } from './list-sql.js';
import { sortOf } from './sort-sql.js';

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
