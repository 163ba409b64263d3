import { BEGINNING, type Day } from '../../domain/day.js';
import { PINNED_PAGE, type PinnedPage } from '../lists/pinned-page.js';
import { isDayText, oneOf, optional } from '../lists/members.js';

/** The axis that selects and orders the developments of all policies. */
export const AXES = ['effective', 'published', 'recorded'] as const;
export type Axis = (typeof AXES)[number];

/** One page of the timeline over all policies, with everything fixed. */
export interface AllTimelinesPage extends PinnedPage {
  axis: Axis;
  /** Days, inclusive; on the recorded axis in UTC. A development with uncertain days is included if it may be in the range. */
  from?: Day;
  to?: Day;
  /** The last development of the previous page: its day on the axis, and its position. */
  afterDay?: string;
  after?: number;
}

/** The members of this timeline's page token. */
export const ALL_TIMELINES_MEMBERS = {
  ...PINNED_PAGE,
  axis: oneOf(AXES),
  from: optional(isDayText),
  to: optional(isDayText),
  after: Number.isSafeInteger,
  afterDay: (day: unknown) => day === BEGINNING || isDayText(day),
};
