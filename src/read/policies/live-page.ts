import type pg from 'pg';
import type { PolicyRows } from '../../domain/state.js';
import type { ListPage } from './list-query.js';
import { passing } from './live-filters.js';
import { LAST, sortOf } from './sort-sql.js';

/** A page of policies, each with the text it is sorted by. */
export type SortedPolicy = PolicyRows & { key: string };

/** A page of what was public by a day: the facts tables do not hold that, so each policy is folded, chunk by chunk. */
export async function livePage(pool: pg.Pool, page: ListPage, count: number): Promise<SortedPolicy[]> {
  const { by, descending } = sortOf(page);
  const inOrder = by === 'id' && !descending;
  const found: SortedPolicy[] = [];
  for await (const { policy } of passing(pool, page, inOrder ? page.after : undefined)) {
    found.push({ ...policy, key: keyOf(policy, by) });
    if (inOrder && found.length === count) return found;
  }
  if (inOrder) return found;
  const sign = descending ? -1 : 1;
  const ids = by === 'id' ? sign : 1;
  const order = (a: Sorted, b: Sorted) => sign * bytes(a.key, b.key) || ids * bytes(a.policyId, b.policyId);
  const before = page.after !== undefined && { key: page.afterKey ?? page.after, policyId: page.after };
  return found
    .sort(order)
    .filter((policy) => !before || order(policy, before) > 0)
    .slice(0, count);
}

interface Sorted {
  key: string;
  policyId: string;
}

/** As PostgreSQL compares texts under "C". */
const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function keyOf(policy: PolicyRows, by: ReturnType<typeof sortOf>['by']): string {
  if (by === 'id') return policy.policyId;
  if (by === 'lastRecorded') return policy.lastRecorded;
  if (by === 'status') return policy.rows.find(({ path }) => path === 'status')?.value ?? LAST;
  if (by === 'developments') return String(policy.developments).padStart(16, '0');
  const header = JSON.parse(`{${policy.header}}`) as { title: string; area: string; jurisdictions: string[] };
  return by === 'jurisdiction' ? header.jurisdictions.join(', ') : header[by];
}
