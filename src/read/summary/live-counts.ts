import type pg from 'pg';
import type { PolicyRows } from '../../domain/state.js';
import { DOUBTFUL } from '../facts/count-subjects.js';
import { existenceOf, isContested, passing, type LivePlace } from '../policies/live-filters.js';
import type { SummaryBy } from './summary-by.js';

/** The same as filtered-sql.ts, of what was public by a day: the tables do not hold that, so each policy is folded. */
export async function liveCounts(
  pool: pg.Pool,
  by: SummaryBy,
  place: LivePlace,
): Promise<{ counts: Map<string, number>; all: number; contested: number }> {
  const counts = new Map<string, number>();
  let all = 0;
  let contested = 0;
  for await (const { policy } of passing(pool, place)) {
    all += 1;
    if (isContested(policy, by === 'status' ? by : undefined)) contested += 1;
    for (const value of valuesOf(policy, by)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { counts, all, contested };
}

function valuesOf(policy: PolicyRows, by: SummaryBy): string[] {
  const { header, rows } = policy;
  const { area, jurisdictions } = JSON.parse(`{${header}}`) as { area: string; jurisdictions: string[] };
  if (by === 'area') return [area];
  if (by === 'jurisdiction') return [...new Set(jurisdictions)];
  if (by === 'existence') return [existenceOf(policy)];
  const status = rows.find(({ path }) => path === 'status');
  const counted = status?.value ?? (status?.certainty === 'possible' ? DOUBTFUL : null);
  return counted === null ? [] : [counted];
}
