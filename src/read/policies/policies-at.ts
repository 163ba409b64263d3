import type pg from 'pg';
import { policyRows } from '../state/policy-rows.js';
import type { ListPlace } from './list-question.js';
import { listStatement, type ListSqlRow } from './list-sql.js';
import { livePage, type SortedPolicy } from './live-page.js';

/** The next policies of a list behind `place.after`, at most `count`, in its order. */
export async function policiesAt(pool: pg.Pool, place: ListPlace, count: number): Promise<SortedPolicy[]> {
  if (place.publishedBy) return livePage(pool, place, count);
  const { rows } = await pool.query<ListSqlRow>(listStatement(place, count));
  return rows.map(({ policyId, key, counts, ...row }) => ({ ...policyRows(policyId, counts, row), key }));
}
