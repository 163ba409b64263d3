import type { PolicyTimeline } from './policy-timeline.js';
import type { DevelopmentHistory } from './development-history.js';

/** The effect of contests and rulings on a live development, as shown in answers; empty if there is none. */
export interface StandingItem {
  /** Its contests: the live versions of all members, including itself, in the order of the log. */
  contest?: { field: string; members: string[] }[];
  /** The rulings that remove single fields from it, by field: event ids. */
  ruledOut?: Record<string, string>;
  /** The ruling that rejects it: an event id. */
  ruledBy?: string;
}

/** @param history must have a live version */
export function standingItem(timeline: PolicyTimeline, history: DevelopmentHistory): StandingItem {
  const { contests, ruledOut, rejectedBy } = timeline.claimBounds.standingOf(history);
  const contest = [...contests].map(([field, { id }]) => ({
    field,
    members: membersOf(timeline, field, id),
  }));
  return {
    ...(contest.length > 0 && { contest: contest.sort(byField) }),
    ...(ruledOut.size > 0 && { ruledOut: Object.fromEntries([...ruledOut].sort(byName)) }),
    ...(rejectedBy !== null && { ruledBy: rejectedBy }),
  };
}

/** @param id see Contest */
const membersOf = (timeline: PolicyTimeline, field: string, id: number): string[] =>
  timeline.histories.all().flatMap((history) => {
    if (timeline.claimBounds.standingOf(history).contests.get(field)?.id !== id) return [];
    return timeline.liveVersion(history)?.eventId ?? [];
  });

const byField = (a: { field: string }, b: { field: string }): number => (a.field < b.field ? -1 : 1);
const byName = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);
