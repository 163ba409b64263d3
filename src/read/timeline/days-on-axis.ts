import type { BoundedClaim } from '../../domain/claim.js';
import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import type { Development } from '../../domain/policy-event.js';
import { developmentDays, type DevelopmentDays } from '../facts/development-row.js';
import type { Axis } from './all-timelines-page.js';

/** The first and the last day on which a development may lie. */
interface DaySpan {
  first: Day;
  last: Day;
}

/** Where a development lies on an axis; null: it was never published. all-timelines-sql.ts says the same of the tables. */
export function daysOnAxis(axis: Axis, version: Development, bounded: BoundedClaim): DaySpan | null {
  const { first, last } = DAYS[axis](developmentDays(version, bounded), version.recordedAt);
  return first === null || last === null ? null : { first, last };
}

const DAYS: Record<
  Axis,
  (days: DevelopmentDays, recordedAt: string) => { first: Day | null; last: Day | null }
> = {
  effective: ({ day, latest }) => ({ first: day, last: latest }),
  published: ({ publishedFrom, publishedTo }) => ({ first: publishedFrom, last: publishedTo }),
  recorded: (_, recordedAt) => ({ first: recordedAt.slice(0, 10), last: recordedAt.slice(0, 10) }),
};

/** Whether it may lie on one of these days, both inclusive. */
export const isWithin = (
  { from = BEGINNING, to = FOREVER }: { from?: Day; to?: Day },
  { first, last }: DaySpan,
): boolean => first <= to && last >= from;
