import type { Day } from './day.js';
import { decodeEvent, type LoggedEvent } from './stored-event.js';
import { PolicyTimeline } from './policy-timeline.js';
import { publicBy } from './development-history.js';

/** An empty timeline: of everything recorded or, with a day, only of what was public by its end. */
export const emptyTimeline = (publishedBy?: Day | null): PolicyTimeline =>
  publishedBy ? new PolicyTimeline(publicBy(publishedBy)) : new PolicyTimeline();

/**
 * Folds a policy from its events, in the order of the log. The projection, its rebuild and all answers that the tables cannot
 * give use this function, so they cannot differ.
 */
export function foldPolicy(events: readonly LoggedEvent[], publishedBy?: Day | null): PolicyTimeline {
  const timeline = foldDevelopments(events, publishedBy);
  timeline.recompute();
  return timeline;
}

/** Folds only `histories` and the header; call recompute for everything that follows from them. */
export function foldDevelopments(events: readonly LoggedEvent[], publishedBy?: Day | null): PolicyTimeline {
  const timeline = emptyTimeline(publishedBy);
  for (const event of events) timeline.apply(decodeEvent(event));
  return timeline;
}
