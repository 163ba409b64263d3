import type { Day } from './day.js';
import { decodeEvent, type LoggedEvent } from './decode-event.js';
import { PolicyTimeline } from './policy-timeline.js';
import { publicBy } from './development-history.js';

/** A timeline without events: of all that is recorded or, with a day, of what was public by its end. */
export const emptyTimeline = (publishedBy?: Day | null): PolicyTimeline =>
  publishedBy ? new PolicyTimeline(publicBy(publishedBy)) : new PolicyTimeline();

/**
 * A policy folded from its events, in the order of the log. The projection, its rebuild and all answers that the tables can't
 * give fold with this, so that they cannot differ.
 */
export function foldPolicy(events: readonly LoggedEvent[], publishedBy?: Day | null): PolicyTimeline {
  const timeline = foldDevelopments(events, publishedBy);
  timeline.recompute();
  return timeline;
}

/** The same without what follows from the developments: `histories` and the header only, until it is recomputed. */
export function foldDevelopments(events: readonly LoggedEvent[], publishedBy?: Day | null): PolicyTimeline {
  const timeline = emptyTimeline(publishedBy);
  for (const event of events) timeline.apply(decodeEvent(event));
  return timeline;
}
