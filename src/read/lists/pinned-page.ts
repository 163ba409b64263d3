import type { KnowledgeBasis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { KnowledgeBasisReader, ResolvesBasis } from '../basis/knowledge-basis.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';
import { FILTER_MEMBERS, type PolicyFilters } from '../policies/filters.js';
import { BASIS_MEMBERS } from './members.js';

/** The fixed basis of a page over all policies, as its cursor holds it. */
export interface PinnedPage extends PolicyFilters {
  /** The day on which policies are filtered. */
  asOf: string;
  position: number;
  /** The requested instant, if it was one. */
  knownAt?: string;
  beyondHead: boolean;
  uncertain: Uncertain;
  publishedBy?: Day;
}

export const PINNED_PAGE = { ...BASIS_MEMBERS, ...FILTER_MEMBERS };

/** Resolves a requested basis to the members of a page token. */
export async function knownPart(
  request: KnowledgeRequest,
  known: KnowledgeBasisReader,
): Promise<Pick<PinnedPage, 'position' | 'knownAt' | 'beyondHead'>> {
  const { position, beyondHead } = await known.resolve(request);
  return { position, beyondHead, ...(request.knownAt !== undefined && { knownAt: request.knownAt }) };
}

type TokenBasis = Pick<PinnedPage, 'position' | 'knownAt' | 'beyondHead'>;

/** Checks the basis of a page token against the log, because clients can forge a cursor. */
export async function checkedBasis(
  { position, knownAt, beyondHead }: TokenBasis,
  known: ResolvesBasis,
): Promise<KnowledgeBasis> {
  const found = await known.resolve(
    beyondHead || knownAt === undefined ? { position } : { position, knownAt },
  );
  return { ...found, knownAt: knownAt ?? found.knownAt, beyondHead };
}

/** The same for a page over all policies, which may search their texts. */
export async function checkedKnown(
  page: TokenBasis & Pick<PinnedPage, 'q'>,
  known: KnowledgeBasisReader,
): Promise<KnowledgeBasis> {
  const found = await checkedBasis(page, known);
  if (page.q !== undefined) await known.textsCaughtUp(page.position);
  return found;
}
