import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import { developmentItem, effectiveOrder } from '../../domain/development-item.js';
import type { Development } from '../../domain/policy-event.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { standingItem, type StandingItem } from '../../domain/standing-item.js';
import { publicBy } from '../../domain/development-history.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { Memento, ReadAnswer } from '../basis/as-of-query.js';
import { foldLive } from '../live-fold.js';
import { cut, pageOf, type FoldQuery, type FoldPage } from '../lists/fold-page-token.js';

/** The developments of one policy in effective order. */
export class TimelineReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, query: FoldQuery): Promise<ReadAnswer & Memento & { next?: string }> {
    const page = await pageOf(query, this.known);
    const { token, basis } = page;
    const timeline = await foldLive(this.pool, policyId, token.position, token.publishedBy);
    const path = `/v1/policies/${policyId}/timeline`;
    const { items, next } = cut(itemsOf(timeline, page), path, page);
    const link = permalink(path, basis, {
      ...(token.include && { include: token.include }),
      limit: String(page.limit),
      ...(token.skip > 0 && query.cursor !== undefined && { cursor: query.cursor }),
    });
    return {
      body: answerText({
        about: { policyId: `"${policyId}"` },
        basis: basisText(basis, timeline.isReconstructed(basis.position)),
        content: { items: arrayText(items) },
        next,
        permalink: link,
      }),
      pinned: page.continued || isFixed(query, basis),
      ...(next !== undefined && { next }),
      permalink: link,
      lastRecorded: timeline.lastRecorded,
    };
  }
}

function itemsOf(timeline: PolicyTimeline, { token }: FoldPage): string[] {
  const counts = token.publishedBy ? publicBy(token.publishedBy) : () => true;
  const standing = new Map<Development, StandingItem>();
  const shown = timeline.histories.all().flatMap((history) => {
    const live = timeline.liveVersion(history);
    const item = live && standingItem(timeline, history);
    if (item) standing.set(live, item);
    if (token.include === 'superseded') return history.versions.filter(counts);
    return item && item.ruledBy === undefined ? [live] : [];
  });
  return shown.sort(effectiveOrder).map((development) => {
    const superseding = timeline.histories.supersededBy(development.eventId, counts);
    return JSON.stringify({ ...developmentItem(development, superseding), ...standing.get(development) });
  });
}
