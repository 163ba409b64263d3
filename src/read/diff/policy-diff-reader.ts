import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { fieldsOn } from '../../domain/field-change.js';
import { changesOf, policyDiff, statePatchText, statesOf } from '../../domain/diff.js';
import type { LoggedEvent } from '../../domain/stored-event.js';
import type { Day } from '../../domain/day.js';
import { foldPolicy } from '../../domain/fold.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { ReadAnswer } from '../basis/as-of-query.js';
import { foldLive, policyNotKnown } from '../live-fold.js';
import { diffBases, diffPermalink, type DiffQuery, type DiffBases, type KnownSides } from './diff-bases.js';
import { diffParts, type ExplainedDiff } from './diff-text.js';

/** A policy as known at both bases. */
interface TwoFolds {
  from: PolicyTimeline | null;
  to: PolicyTimeline | null;
}

/** One policy as known at two bases. */
export interface Compared extends DiffBases {
  folds: TwoFolds;
  found: ExplainedDiff;
}

/** What changed in one policy between two bases. At a basis that does not know the policy it has no fields. */
export class PolicyDiffReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known` if neither basis knows it, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, query: DiffQuery): Promise<ReadAnswer> {
    const { found, ...bases } = await this.compare(policyId, query);
    const link = diffPermalink(`/v1/policies/${policyId}/diff`, bases);
    return {
      body: answerText({
        about: { policyId: `"${policyId}"` },
        ...(await diffParts(bases, [found])),
        permalink: link,
      }),
      pinned: bases.pinned,
    };
  }

  /** A JSON Patch (RFC 6902) from the first `state` to the second; from `{}` if the first basis does not know the policy. */
  async patch(policyId: string, query: DiffQuery): Promise<ReadAnswer> {
    const { folds, from, to, pinned } = await this.compare(policyId, query);
    const old = fieldsOn(folds.from, from.asOf, from.uncertain);
    const now = fieldsOn(folds.to, to.asOf, to.uncertain);
    return { body: statePatchText(old, now), pinned };
  }

  /** @throws like `answer` */
  async compare(policyId: string, query: DiffQuery): Promise<Compared> {
    const log = new LogReader(this.pool);
    const bases = await diffBases(query, this.known.inLog, async (position) => {
      const timeline = await foldLive(this.pool, policyId, position);
      return this.known.today(timeline.header?.timeZone);
    });
    const upToPosition = Math.max(bases.from.position, bases.to.position);
    const events = await log.readStream(streamOf(policyId), { upToPosition });
    const folds = foldTwice(events, bases, query.publishedBy ?? null);
    const found = diffOf(policyId, folds, bases);
    if (!found) throw policyNotKnown(policyId);
    return { ...bases, folds, found };
  }
}

/**
 * Folds the events of a policy as known at each of the two positions.
 * @param events all up to the later position, in order
 * @param publishedBy null: as recorded
 */
function foldTwice(
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
function diffOf(policyId: string, folds: TwoFolds, { from, to }: KnownSides): ExplainedDiff | null {
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
