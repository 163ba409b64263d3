import { changesOf, policyDiff, statesOf } from '../../domain/diff.js';
import type { LoggedEvent } from '../../domain/stored-event.js';
import type { Day } from '../../domain/day.js';
import { foldPolicy } from '../../domain/fold.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import type { KnownSides } from './diff-bases.js';
import type { ExplainedDiff } from './diff-text.js';

/** A policy as known at both bases. */
export interface TwoFolds {
  from: PolicyTimeline | null;
  to: PolicyTimeline | null;
}

/**
 * Folds the events of a policy as known at each of the two positions.
 * @param events all up to the later position, in order
 * @param publishedBy null: as recorded
 */
export function foldTwice(
  events: readonly LoggedEvent[],
  { from, to }: { from: { position: number }; to: { position: number } },
  publishedBy: Day | null,
): TwoFolds {
  const known = (position: number) => events.filter((event) => event.position <= position);
  const fold = (own: readonly LoggedEvent[]) => (own.length === 0 ? null : foldPolicy(own, publishedBy));
  const [before, after] = [known(from.position), known(to.position)];
  const timeline = fold(after);
  return { from: before.length === after.length ? timeline : fold(before), to: timeline };
}

/** The difference between the folds; null if neither basis knows the policy. */
export function diffOf(policyId: string, folds: TwoFolds, { from, to }: KnownSides): ExplainedDiff | null {
  const later = from.position > to.position ? folds.from : folds.to;
  if (!later) return null;
  const [before, after] = [
    { timeline: folds.from, position: from.position, asOf: from.asOf },
    { timeline: folds.to, position: to.position, asOf: to.asOf },
  ];
  const changes = changesOf(statesOf(before, after, to.uncertain));
  return {
    diff: policyDiff(policyId, before, after, to.uncertain, changes),
    causes: later,
    title: later.header?.title ?? policyId,
    titles: later.header?.titles ?? {},
    reconstructed: {
      from: later.isReconstructed(from.position),
      to: later.isReconstructed(to.position),
    },
  };
}
