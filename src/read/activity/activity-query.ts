import type { AsOfQuery } from '../basis/as-of-query.js';
import type { PinnedPage } from '../lists/pinned-page.js';
import type { PolicyFilters } from '../policies/filters.js';
import type { Axis } from '../timeline/all-timelines-page.js';

/** Units of the calendar by which days are counted, and how many characters of `YYYY-MM-DD` name one. */
export const UNIT_LENGTH = { day: 10, month: 7, year: 4 } as const;
export type Unit = keyof typeof UNIT_LENGTH;
export const UNITS = Object.keys(UNIT_LENGTH) as readonly Unit[];

/** What happens along an axis, to the policies that pass. */
export interface ActivityQuery extends AsOfQuery, PolicyFilters {
  axis: Axis;
}

/** The same with everything about it fixed. */
export interface ActivityPage extends PinnedPage {
  axis: Axis;
}

/** The closest points on both sides of one: days, on the recorded axis instants; null: there is none. */
export interface Adjacent {
  earlier: string | null;
  later: string | null;
}
