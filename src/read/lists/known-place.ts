import type { Known } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { KnownReader } from '../basis/known.js';
import type { KnownWish } from '../basis/question.js';
import { FILTER_MEMBERS, type PolicyFilters } from '../policies/filters.js';
import { BASIS_MEMBERS } from './members.js';

/** What a page across policies rests on, as its cursor holds it. */
export interface KnownPlace extends PolicyFilters {
  /** The day as of which policies are filtered. */
  asOf: string;
  position: number;
  /** The instant asked for, if it was one. */
  knownAt?: string;
  beyondHead: boolean;
  uncertain: Uncertain;
  publishedBy?: Day;
}

export const KNOWN_PLACE = { ...BASIS_MEMBERS, ...FILTER_MEMBERS };

/** What a wish comes to, as a place keeps it. */
export async function knownPart(
  wish: KnownWish,
  known: KnownReader,
): Promise<Pick<KnownPlace, 'position' | 'knownAt' | 'beyondHead'>> {
  const { position, beyondHead } = await known.resolve(wish);
  return { position, beyondHead, ...(wish.knownAt !== undefined && { knownAt: wish.knownAt }) };
}

/** What a place says is known is checked against the log, because anybody can write a cursor. */
export async function checkedKnown(
  { position, knownAt, beyondHead, q }: Pick<KnownPlace, 'position' | 'knownAt' | 'beyondHead' | 'q'>,
  known: KnownReader,
): Promise<Known> {
  const found = await known.resolve(
    beyondHead || knownAt === undefined ? { position } : { position, knownAt },
  );
  if (q !== undefined) await known.textsCaughtUp(position);
  return { ...found, knownAt: knownAt ?? found.knownAt, beyondHead };
}
