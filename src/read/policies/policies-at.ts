import type pg from 'pg';
import { policyRows } from '../state/policy-rows.js';
import type { ListPage } from './list-query.js';
import { listStatement, type ListSqlRow } from './list-sql.js';
import { livePage, type SortedPolicy } from './live-page.js';

/** The next policies of a list behind `place.after`, at most `count`, in its order. */
export async function policiesAt(pool: pg.Pool, page: ListPage, count: number): Promise<SortedPolicy[]> {
  if (page.publishedBy) return livePage(pool, page, count);
  const { rows } = await pool.query<ListSqlRow>(listStatement(page, count));
  return rows.map(({ policyId, key, counts, ...row }) => ({ ...policyRows(policyId, counts, row), key }));
}
