import type pg from 'pg';
import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import { developmentDays, type DevelopmentDays } from '../facts/development-row.js';
import { passing } from '../policies/live-filters.js';
import type { AllTimelinesPage, Axis } from './all-timelines-page.js';
import type { AllTimelinesRow } from './all-timelines-sql.js';

/** How many developments are kept before those behind the page are dropped. */
const KEPT = 10_000;

/** The next developments of what was public by a day: the tables do not hold that. across-sql.ts says the same of the tables. */
export async function liveAcross(
  pool: pg.Pool,
  { kind, ...place }: AllTimelinesPage,
  count: number,
): Promise<AllTimelinesRow[]> {
  let found: AllTimelinesRow[] = [];
  for await (const { policy, timeline } of passing(pool, place)) {
    for (const bounded of timeline.claimBounds.all()) {
      const { eventId, kind: own } = bounded.claim;
      const version = timeline.histories.version(eventId);
      if (!version || (kind !== undefined && own !== kind)) continue;
      const { position, recordedAt } = version;
      const { first, last } = DAYS[place.axis](developmentDays(version, bounded), recordedAt);
      if (first === null || last === null) continue;
      const row = { policyId: policy.policyId, position, day: first };
      if (isWithin(place, first, last) && isBehind(place, row)) found.push(row);
    }
    if (found.length > KEPT) found = found.sort(inOrder).slice(0, count);
  }
  return found.sort(inOrder).slice(0, count);
}

interface Days {
  first: Day | null;
  last: Day | null;
}

const DAYS: Record<Axis, (days: DevelopmentDays, recordedAt: string) => Days> = {
  effective: ({ day, latest }) => ({ first: day, last: latest }),
  published: ({ publishedFrom, publishedTo }) => ({ first: publishedFrom, last: publishedTo }),
  recorded: (_, recordedAt) => ({ first: recordedAt.slice(0, 10), last: recordedAt.slice(0, 10) }),
};

const isWithin = ({ from = BEGINNING, to = FOREVER }: AllTimelinesPage, first: Day, last: Day): boolean =>
  first <= to && last >= from;

const isBehind = (
  { afterDay = BEGINNING, after = 0 }: AllTimelinesPage,
  { day, position }: AllTimelinesRow,
): boolean => day > afterDay || (day === afterDay && position > after);

const inOrder = (a: AllTimelinesRow, b: AllTimelinesRow): number =>
  a.day === b.day ? a.position - b.position : a.day < b.day ? -1 : 1;
