import type { Basis, KnowledgeBasis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';
import { isCount, isText, KNOWN_MEMBERS, oneOf, optional } from './members.js';
import { readToken, writeToken } from './page-token.js';
import { checkedBasis } from './pinned-page.js';

/** The query of a list of one policy: a basis without a day, because the list covers the whole effective axis. */
export interface FoldQuery extends KnowledgeRequest {
  publishedBy?: Day;
  /** Timeline: include developments that are no longer live. */
  include?: 'superseded';
  /** History: of this field only. */
  field?: string;
  limit: number;
  cursor?: string;
}

/** A page token of such a list: its query, and how many items came before. */
interface FoldPageToken extends KnowledgeRequest {
  position: number;
  beyondHead: boolean;
  publishedBy?: Day;
  include?: 'superseded';
  field?: string;
  skip: number;
}

/** One page of a list, with everything fixed. */
export interface FoldPage {
  token: FoldPageToken;
  basis: Basis;
  limit: number;
  /** The request had a cursor. */
  continued: boolean;
}

/** The page of a request. @throws DomainProblem `invalid-cursor`, `invalid-parameters` */
export async function pageOf(query: FoldQuery, known: KnowledgeBasisReader): Promise<FoldPage> {
  const { limit, cursor, ...asked } = query;
  const token =
    cursor === undefined
      ? firstPlace(asked, await known.inLog.resolve(asked))
      : readToken<FoldPageToken>(cursor, asked, FOLD_MEMBERS);
  return { token, basis: await basisOf(token, known), limit, continued: cursor !== undefined };
}

/** The items of a page, JSON text, and the path of the next page. */
export function cut(
  items: readonly string[],
  path: string,
  { token, limit }: FoldPage,
): { items: string[]; next?: string } {
  const skip = token.skip + limit;
  return {
    items: items.slice(token.skip, skip),
    ...(skip < items.length && { next: `${path}?cursor=${writeToken({ ...token, skip })}&limit=${limit}` }),
  };
}

const firstPlace = (
  asked: Omit<FoldQuery, 'limit' | 'cursor'>,
  { position, beyondHead }: KnowledgeBasis,
): FoldPageToken => ({
  ...asked,
  position,
  beyondHead,
  skip: 0,
});

async function basisOf(token: FoldPageToken, known: KnowledgeBasisReader): Promise<Basis> {
  const found = await checkedBasis(token, known.inLog);
  return { ...found, asOf: null, uncertain: null, publishedBy: token.publishedBy ?? null };
}

const FOLD_MEMBERS = {
  ...KNOWN_MEMBERS,
  include: optional(oneOf(['superseded'])),
  field: optional(isText),
  skip: isCount,
};
