import type { Known } from '../../domain/basis.js';
import { isDay, type Day } from '../../domain/day.js';
import { UNCERTAIN, type Uncertain } from '../../domain/field-entry.js';
import type { KnownReader } from '../basis/known.js';
import type { KnownWish } from '../basis/question.js';
import { areFilters, type PolicyFilters } from '../policies/filters.js';
import { checkUnchanged, isTimed, readCursor } from './cursor.js';

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

/** Whether a cursor's content rests on something. */
export function isKnownPlace(place: Record<string, unknown>): boolean {
  const { asOf, uncertain } = place;
  return (
    typeof asOf === 'string' &&
    isDay(asOf) &&
    isTimed(place) &&
    UNCERTAIN.includes(uncertain as Uncertain) &&
    areFilters(place)
  );
}

/**
 * The place of a cursor that came with these parameters; those with a default are not told apart from it, and the cursor's hold.
 * @throws DomainProblem `invalid-cursor`
 */
export function placeAgain<Place extends KnownPlace>(
  { uncertain, ...asked }: Partial<KnownPlace>,
  cursor: string,
  isPlace: (value: unknown) => value is Place,
): Place {
  const place = readCursor(cursor, isPlace);
  checkUnchanged({ ...asked, ...(uncertain !== 'flag' && { uncertain }) }, place);
  return place;
}

/** What a wish comes to, as a place keeps it. */
export async function knownPart(
  wish: KnownWish,
  known: KnownReader,
): Promise<Pick<KnownPlace, 'position' | 'knownAt' | 'beyondHead'>> {
  const { position, beyondHead } = await known.resolve(wish);
  return { position, beyondHead, ...(wish.knownAt !== undefined && { knownAt: wish.knownAt }) };
}

/** What a place says is known is checked against the log, because anybody can write a cursor. */
export async function checkedKnown(place: KnownPlace, known: KnownReader): Promise<Known> {
  const { position, knownAt, beyondHead, q } = place;
  const found = await known.resolve(
    beyondHead || knownAt === undefined ? { position } : { position, knownAt },
  );
  if (q !== undefined) await known.textsCaughtUp(position);
  return { ...found, knownAt: knownAt ?? found.knownAt, beyondHead };
}
