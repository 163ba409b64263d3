import type pg from 'pg';
import { BEGINNING, type Day, FOREVER } from '../../domain/day.js';
import { developmentDays } from '../facts/development-row.js';
import { passing } from '../policies/live-filters.js';
import { type ActivityPage, type Unit, UNIT_LENGTH, type Adjacent } from './activity-query.js';
import type { PeriodRow } from './activity-sql.js';

/** What was public by a day: the tables do not hold that, so each policy is folded. points-sql.ts says the same of the tables. */
async function* livePoints(pool: pg.Pool, page: ActivityPage): AsyncGenerator<{ first: Day; last: Day }> {
  for await (const { timeline } of passing(pool, page))
    for (const bounded of timeline.claimBounds.all()) {
      const version = timeline.histories.version(bounded.claim.eventId);
      if (!version) continue;
      const { day, latest, publishedFrom, publishedTo } = developmentDays(version, bounded);
      const [first, last] = page.axis === 'effective' ? [day, latest] : [publishedFrom, publishedTo];
      if (first === null || first === BEGINNING) continue;
      yield { first, last: last === null || last === FOREVER ? first : last };
    }
}

/** The policies that pass, in the order of their ids. */
export async function passingIds(pool: pg.Pool, page: ActivityPage): Promise<string[]> {
  const ids: string[] = [];
  for await (const { policy } of passing(pool, page)) ids.push(policy.policyId);
  return ids;
}

export async function liveActivity(pool: pg.Pool, page: ActivityPage, unit: Unit): Promise<PeriodRow[]> {
  const periods = new Map<string, PeriodRow>();
  for await (const { first, last } of livePoints(pool, page)) {
    const period = first.slice(0, UNIT_LENGTH[unit]);
    const row = periods.get(period) ?? { period, count: 0, first, last };
    row.count += 1;
    if (first < row.first) row.first = first;
    if (last > row.last) row.last = last;
    periods.set(period, row);
  }
  return [...periods.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

export async function liveAdjacent(pool: pg.Pool, page: ActivityPage, around: string): Promise<Adjacent> {
  const found: Adjacent = { earlier: null, later: null };
  for await (const { first, last } of livePoints(pool, page))
    for (const point of [first, last]) {
      if (point < around && point > (found.earlier ?? BEGINNING)) found.earlier = point;
      if (point > around && point < (found.later ?? FOREVER)) found.later = point;
    }
  return found;
}
