import type { Period, TimelineItem } from '../api/client.js';

/** One development, as the time bar needs it. */
export interface Stop {
  effective: Period | null;
  recordedAt: string;
}

export const stopsOfTimeline = (items: readonly TimelineItem[]): Stop[] =>
  items.map(({ effective, recordedAt }) => ({ effective, recordedAt }));

/** The days on which something may change: both ends of each development, ascending. */
export function effectiveStops(stops: readonly Stop[]): string[] {
  return ascending(
    stops.flatMap(({ effective }) =>
      [effective?.earliest, effective?.latest].filter((day) => day !== undefined && day !== null),
    ),
  );
}

/** The instants at which something became known, ascending. */
export const recordedStops = (stops: readonly Stop[]): string[] =>
  ascending(stops.map(({ recordedAt }) => recordedAt));

/** The next stop before or after `from`; null: there is none. */
export function step(stops: readonly string[], from: string, direction: -1 | 1): string | null {
  if (direction === 1) return stops.find((stop) => stop > from) ?? null;
  return stops.findLast((stop) => stop < from) ?? null;
}

const ascending = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
