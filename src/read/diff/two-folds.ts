import { policyDiff, type Changes, type View } from '../../domain/diff.js';
import { decodeEvent, type LoggedEvent } from '../../domain/decode-event.js';
import type { Day } from '../../domain/day.js';
import { PolicyTimeline } from '../../domain/policy-timeline.js';
import { publicBy } from '../../domain/supersession.js';
import type { KnownSides } from './diff-bases.js';
import type { FoundDiff } from './diff-text.js';

/** A policy as both bases know it. */
export interface TwoFolds {
  from: PolicyTimeline | null;
  to: PolicyTimeline | null;
}

/**
 * Folds the events of a policy as each of the two positions knows them.
 * @param events all up to the later position, in order
 */
export function foldTwice(
  events: readonly LoggedEvent[],
  { from, to }: { from: { position: number }; to: { position: number } },
  fold: Fold,
): TwoFolds {
  const known = (position: number) => events.filter((event) => event.position <= position);
  const [before, after] = [known(from.position), known(to.position)];
  const timeline = fold(after);
  return { from: before.length === after.length ? timeline : fold(before), to: timeline };
}

type Fold = (events: readonly LoggedEvent[]) => PolicyTimeline | null;

/** Folds all that is asked, as was public by a day or, with null, as was known. */
export const foldWhole =
  (publishedBy: Day | null): Fold =>
  (events) => {
    const timeline = applied(events, publishedBy);
    timeline?.settle();
    return timeline;
  };

/** Folds only what tells why a field changed. */
export const foldPlaces: Fold = (events) => {
  const timeline = applied(events, null);
  timeline?.settlePlaces();
  return timeline;
};

function applied(events: readonly LoggedEvent[], publishedBy: Day | null): PolicyTimeline | null {
  if (events.length === 0) return null;
  const timeline = publishedBy === null ? new PolicyTimeline() : new PolicyTimeline(publicBy(publishedBy));
  for (const event of events) timeline.apply(decodeEvent(event));
  return timeline;
}

/** The difference that the folds show; null if neither basis knows the policy. */
export function diffOf(
  policyId: string,
  folds: TwoFolds,
  { from, to }: KnownSides,
  changes?: Changes,
): FoundDiff | null {
  const later = from.position > to.position ? folds.from : folds.to;
  if (!later) return null;
  const view = (timeline: PolicyTimeline | null, { position, asOf }: KnownSides['from']): View => ({
    timeline,
    position,
    asOf,
  });
  const diff = policyDiff(policyId, view(folds.from, from), view(folds.to, to), to.uncertain, changes);
  return { diff, timeline: later };
}
