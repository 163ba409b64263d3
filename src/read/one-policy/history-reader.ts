import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import { stepText } from '../../domain/field-change.js';
import { isField, type PolicyTimeline } from '../../domain/policy-timeline.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { Memento, ReadAnswer } from '../basis/as-of-query.js';
import { foldLive } from '../live-fold.js';
import { cut, pageOf, type FoldQuery } from '../lists/fold-page-token.js';

/** The steps of each field along the effective axis, as known at one position. */
export class HistoryReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, query: FoldQuery): Promise<ReadAnswer & Memento & { next?: string }> {
    const page = await pageOf(query, this.known);
    const { token, basis } = page;
    const timeline = await foldLive(this.pool, policyId, token.position, token.publishedBy);
    const path = `/v1/policies/${policyId}/history`;
    const { items, next } = cut(stepsOf(timeline, token.field), path, page);
    const link = permalink(path, basis, {
      ...(token.field !== undefined && { field: token.field }),
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

/** Field by field, each from its first step to its last. */
function stepsOf(timeline: PolicyTimeline, field: string | undefined): string[] {
  const fields = [...timeline.entries].filter(
    ([path]) => isField(path) && (field === undefined || path === field),
  );
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.flatMap(([path, entries]) => entries.map((entry) => stepText(path, entry)));
}
