import type pg from 'pg';
import { developmentItem, effectiveOrder } from '../../domain/development-item.js';
import type { Development } from '../../domain/policy-event.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { standingItem, type StandingItem } from '../../domain/standing-item.js';
import { publicBy } from '../../domain/development-history.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { FoldPage, FoldQuery } from '../lists/fold-page-token.js';
import { type FoldedPage, foldedPage } from './folded-list.js';

/** The developments of one policy in effective order. */
export class TimelineReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  answer(policyId: string, query: FoldQuery): Promise<FoldedPage> {
    const { pool, known } = this;
    return foldedPage({ pool, known }, policyId, query, 'timeline', itemsOf);
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
