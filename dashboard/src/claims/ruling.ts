import type { RulingBody } from '../api/changes.js';
import type { Source, TimelineItem } from '../api/client.js';
import { distinctSources } from '../record/draft.js';

/** The contents of the ruling form. */
export interface RulingDraft {
  /** Whether one claim is right, or some are wrong. */
  way: 'prefer' | 'reject';
  chosen: readonly string[];
  reason: string;
  sources: Source[];
}

export const emptyRuling: RulingDraft = { way: 'prefer', chosen: [], reason: '', sources: [] };

/** The body to send; null while the choice or the reason is missing. @param expected see `membersOf` */
export function rulingBody(
  { way, chosen, reason, sources }: RulingDraft,
  expected: readonly string[],
): RulingBody | null {
  const [prefer] = chosen;
  if (prefer === undefined || reason.trim() === '') return null;
  const given = distinctSources(sources);
  return {
    ...(way === 'prefer' ? { prefer, expected: [...expected] } : { reject: [...chosen] }),
    reason: reason.trim(),
    ...(given.length > 0 && { sources: given }),
  };
}

/** The members of all contests of a development, including itself: a ruling that prefers it judges them all. */
export function membersOf(eventId: string, timeline: readonly TimelineItem[]): string[] {
  const item = timeline.find((each) => each.eventId === eventId);
  return [...new Set([eventId, ...(item?.contest ?? []).flatMap(({ members }) => members)])];
}
