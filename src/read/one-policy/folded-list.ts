import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import type { Memento, ReadAnswer } from '../basis/as-of-query.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import { cut, type FoldPage, type FoldQuery, pageOf } from '../lists/fold-page-token.js';
import { foldLive } from '../live-fold.js';

/** A page of a list that the fold of one policy gives. */
export type FoldedPage = ReadAnswer & Memento & { next?: string };

/**
 * Answers such a list page by page, as known at one position.
 *
 * @param name the end of its address
 * @param itemsOf all its items, JSON texts
 * @throws DomainProblem `policy-not-known`, `invalid-cursor`, `invalid-parameters`, `not-caught-up`
 */
export async function foldedPage(
  sources: { pool: pg.Pool; known: KnowledgeBasisReader },
  policyId: string,
  query: FoldQuery,
  name: string,
  itemsOf: (timeline: PolicyTimeline, page: FoldPage) => string[],
): Promise<FoldedPage> {
  const page = await pageOf(query, sources.known);
  const { token, basis } = page;
  const timeline = await foldLive(sources.pool, policyId, token.position, token.publishedBy);
  const path = `/v1/policies/${policyId}/${name}`;
  const { items, next } = cut(itemsOf(timeline, page), path, page);
  const link = permalink(path, basis, {
    ...(token.field !== undefined && { field: token.field }),
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
