import type { AsOfQuery } from '../basis/as-of-query.js';
import type { PinnedPage } from '../lists/pinned-page.js';
import type { PolicyFilters } from '../policies/filters.js';
import type { Axis } from '../timeline/all-timelines-page.js';

/** Calendar units of the counts, and the length of the prefix of `YYYY-MM-DD` that names one. */
export const UNIT_LENGTH = { day: 10, month: 7, year: 4 } as const;
export type Unit = keyof typeof UNIT_LENGTH;
export const UNITS = Object.keys(UNIT_LENGTH) as readonly Unit[];

/** A query for what happens along an axis, to the policies that match the filters. */
export interface ActivityQuery extends AsOfQuery, PolicyFilters {
  axis: Axis;
}

/** The same with its basis resolved. */
export interface ActivityPage extends PinnedPage {
  axis: Axis;
}

/** The closest points before and after a point: days, on the recorded axis instants; null: there is none. */
export interface Adjacent {
  earlier: string | null;
  later: string | null;
}
