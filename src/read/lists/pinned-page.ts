import type { KnowledgeBasis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';
import { FILTER_MEMBERS, type PolicyFilters } from '../policies/filters.js';
import { BASIS_MEMBERS } from './members.js';

/** What a page across policies rests on, as its cursor holds it. */
export interface PinnedPage extends PolicyFilters {
  /** The day as of which policies are filtered. */
  asOf: string;
  position: number;
  /** The instant asked for, if it was one. */
  knownAt?: string;
  beyondHead: boolean;
  uncertain: Uncertain;
  publishedBy?: Day;
}

export const PINNED_PAGE = { ...BASIS_MEMBERS, ...FILTER_MEMBERS };

/** What a wish comes to, as a place keeps it. */
export async function knownPart(
  request: KnowledgeRequest,
  known: KnowledgeBasisReader,
): Promise<Pick<PinnedPage, 'position' | 'knownAt' | 'beyondHead'>> {
  const { position, beyondHead } = await known.resolve(request);
  return { position, beyondHead, ...(request.knownAt !== undefined && { knownAt: request.knownAt }) };
}

/** What a place says is known is checked against the log, because anybody can write a cursor. */
export async function checkedKnown(
  { position, knownAt, beyondHead, q }: Pick<PinnedPage, 'position' | 'knownAt' | 'beyondHead' | 'q'>,
  known: KnowledgeBasisReader,
): Promise<KnowledgeBasis> {
  const found = await known.resolve(
    beyondHead || knownAt === undefined ? { position } : { position, knownAt },
  );
  if (q !== undefined) await known.textsCaughtUp(position);
  return { ...found, knownAt: knownAt ?? found.knownAt, beyondHead };
}
