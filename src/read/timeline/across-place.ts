import { isDay, type Day } from '../../domain/day.js';
import { isKnownPlace, type KnownPlace } from '../lists/known-place.js';

/** The axis by which developments of all policies are found and ordered. */
export const AXES = ['effective', 'published', 'recorded'] as const;
export type Axis = (typeof AXES)[number];

/** One page of the timeline across policies, everything about it fixed. */
export interface AcrossPlace extends KnownPlace {
  axis: Axis;
  /** Days, inclusive; on the recorded axis in UTC. A development with uncertain days is in if it may be. */
  from?: Day;
  to?: Day;
  /** The last development of the page before: its day on the axis, and its position. */
  afterDay?: string;
  after?: number;
}

export function isAcrossPlace(value: unknown): value is AcrossPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  const { axis, from, to, after, afterDay } = place;
  return (
    AXES.includes(axis as Axis) &&
    [from, to].every((day) => day === undefined || (typeof day === 'string' && isDay(day))) &&
    Number.isSafeInteger(after) &&
    (afterDay === '-infinity' || (typeof afterDay === 'string' && isDay(afterDay))) &&
    isKnownPlace(place)
  );
}
