import { BEGINNING, type Day } from '../../domain/day.js';
import { PINNED_PAGE, type PinnedPage } from '../lists/pinned-page.js';
import { isDayText, oneOf, optional } from '../lists/members.js';

/** The axis by which developments of all policies are found and ordered. */
export const AXES = ['effective', 'published', 'recorded'] as const;
export type Axis = (typeof AXES)[number];

/** One page of the timeline across policies, everything about it fixed. */
export interface AllTimelinesPage extends PinnedPage {
  axis: Axis;
  /** Days, inclusive; on the recorded axis in UTC. A development with uncertain days is in if it may be. */
  from?: Day;
  to?: Day;
  /** The last development of the page before: its day on the axis, and its position. */
  afterDay?: string;
  after?: number;
}

/** A place of this timeline in a page token. */
export const ALL_TIMELINES_MEMBERS = {
  ...PINNED_PAGE,
  axis: oneOf(AXES),
  from: optional(isDayText),
  to: optional(isDayText),
  after: Number.isSafeInteger,
  afterDay: (day: unknown) => day === BEGINNING || isDayText(day),
};
