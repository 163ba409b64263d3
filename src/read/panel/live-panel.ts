import type pg from 'pg';
import { readEntry } from '../../domain/state.js';
import { passing } from '../policies/live-filters.js';
import type { LivePolicy } from '../policies/live-states.js';
import type { PanelPage } from './panel-page.js';
import type { PanelRow } from './panel-sql.js';

/** The next policies of what was public by a day: the tables do not hold that. panel-sql.ts says the same of the tables. */
export async function livePanel(pool: pg.Pool, page: PanelPage, count: number): Promise<PanelRow[]> {
  const rows: PanelRow[][] = [];
  for await (const live of passing(pool, page, page.after)) {
    rows.push(stepsOf(live, page));
    if (rows.length === count) break;
  }
  return rows.flat();
}

/** Its steps within the grid; one without days if there are none. */
function stepsOf({ policy, timeline }: LivePolicy, page: PanelPage): PanelRow[] {
  const { field, from, to, uncertain } = page;
  const row = { policyId: policy.policyId, title: timeline.header?.title ?? '' };
  const entries = (timeline.entries.get(field) ?? []).filter(
    (entry) => entry.from <= to && entry.until > from,
  );
  if (entries.length === 0) return [{ ...row, validFrom: null, validTo: null, definite: null, value: null }];
  return entries.map((entry) => ({
    ...row,
    validFrom: entry.from,
    validTo: entry.until,
    definite: entry.certainty === 'definite',
    value: readEntry(entry, uncertain).value,
  }));
}
