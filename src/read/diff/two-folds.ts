import { policyDiff, type Changes, type View } from '../../domain/diff.js';
import type { LoggedEvent } from '../../domain/stored-event.js';
import type { Day } from '../../domain/day.js';
import { foldDevelopments, foldPolicy } from '../../domain/fold.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import type { KnownSides } from './diff-bases.js';
import type { DiffWithTimeline } from './diff-text.js';

/** A policy as known at both bases. */
export interface TwoFolds {
  from: PolicyTimeline | null;
  to: PolicyTimeline | null;
}

/**
 * Folds the events of a policy as known at each of the two positions.
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

/** Folds everything, as public by a day or, with null, as recorded. */
export const foldWhole =
  (publishedBy: Day | null): Fold =>
  (events) =>
    events.length === 0 ? null : foldPolicy(events, publishedBy);

/** Folds only what is needed to explain why a field changed. */
export const foldForCauses =
  (publishedBy: Day | null): Fold =>
  (events) => {
    if (events.length === 0) return null;
    const timeline = foldDevelopments(events, publishedBy);
    timeline.recomputeBounds();
    return timeline;
  };

/** The difference between the folds; null if neither basis knows the policy. */
export function diffOf(
  policyId: string,
  folds: TwoFolds,
  { from, to }: KnownSides,
  changes?: Changes,
): DiffWithTimeline | null {
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
