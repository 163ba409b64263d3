import type pg from 'pg';
import type { PolicyRows } from '../../domain/state.js';
import { policyRows } from '../state/policy-rows.js';
import type { ListPlace } from './list-question.js';
import { listStatement, type ListSqlRow } from './list-sql.js';
import { livePage } from './live-page.js';

/** The next policies of a list behind `place.after`, at most `count`, in order of their ids. */
export async function policiesAt(pool: pg.Pool, place: ListPlace, count: number): Promise<PolicyRows[]> {
  if (place.publishedBy) return livePage(pool, place, count);
  const { rows } = await pool.query<ListSqlRow>(listStatement(place, count));
  const policies = new Map<string, ListSqlRow[]>();
  for (const row of rows) {
    const own = policies.get(row.policyId);
    if (own) own.push(row);
    else policies.set(row.policyId, [row]);
  }
  return [...policies].map(([policyId, own]) => policyRows(policyId, own));
}
