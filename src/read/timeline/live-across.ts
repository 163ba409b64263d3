import type pg from 'pg';
import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import { developmentDays, type DevelopmentDays } from '../facts/development-row.js';
import { passing } from '../policies/live-filters.js';
import type { AcrossPlace, Axis } from './across-place.js';
import type { AcrossRow } from './across-sql.js';

/** How many developments are kept before those behind the page are dropped. */
const KEPT = 10_000;

/** The next developments of what was public by a day: the tables do not hold that. across-sql.ts says the same of the tables. */
export async function liveAcross(
  pool: pg.Pool,
  { kind, ...place }: AcrossPlace,
  count: number,
): Promise<AcrossRow[]> {
  let found: AcrossRow[] = [];
  for await (const { policy, timeline } of passing(pool, place)) {
    for (const placed of timeline.placements.all()) {
      const { eventId, kind: own } = placed.claim;
      const version = timeline.facts.version(eventId);
      if (!version || (kind !== undefined && own !== kind)) continue;
      const { position, recordedAt } = version;
      const { first, last } = DAYS[place.axis](developmentDays(version, placed), recordedAt);
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

const isWithin = ({ from = BEGINNING, to = FOREVER }: AcrossPlace, first: Day, last: Day): boolean =>
  first <= to && last >= from;

const isBehind = ({ afterDay = BEGINNING, after = 0 }: AcrossPlace, { day, position }: AcrossRow): boolean =>
  day > afterDay || (day === afterDay && position > after);

const inOrder = (a: AcrossRow, b: AcrossRow): number =>
  a.day === b.day ? a.position - b.position : a.day < b.day ? -1 : 1;
