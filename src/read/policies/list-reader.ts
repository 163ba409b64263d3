import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER, type Basis, type Known } from '../../domain/basis.js';
import { listItemText } from '../../domain/state.js';
import { today } from '../../domain/today.js';
import type { KnownReader } from '../basis/known.js';
import type { Question, ReadAnswer } from '../basis/question.js';
import { checkedKnown } from '../lists/known-place.js';
import { placeOf, writeCursor } from '../lists/page-token.js';
import { filterParameters, type PolicyFilters } from './filters.js';
import { LIST_MEMBERS, type ListPlace, type ShownFields, type Sort } from './list-question.js';
import type { SortedPolicy } from './live-page.js';
import { policiesAt } from './policies-at.js';

const PATH = '/v1/policies';

export interface ListAsk extends Question, PolicyFilters {
  fields: ShownFields;
  sort?: Sort;
  limit: number;
  cursor?: string;
}

/** A page, and the way to the next one. */
export interface ListAnswer extends ReadAnswer {
  next?: string;
}

/** All policies as of a basis, page by page. */
export class ListReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /** @throws DomainProblem `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  async answer(ask: ListAsk): Promise<ListAnswer> {
    const { place, known } =
      ask.cursor === undefined ? await this.firstPlace(ask) : await this.placeAgain(ask, ask.cursor);
    const { asOf, uncertain, publishedBy = null } = place;
    const basis = { ...known, asOf, uncertain, publishedBy };
    if (place.q !== undefined) await this.known.textsCaughtUp(basis.position);
    const policies = await policiesAt(this.pool, place, ask.limit + 1);
    const shown = policies.slice(0, ask.limit);
    const last = policies.length > ask.limit ? shown.at(-1) : undefined;
    const next = last && `${PATH}?cursor=${writeCursor(placeBehind(last, place))}&limit=${ask.limit}`;
    const items = shown.map((policy) => listItemText(policy, place.asOf, place.fields));
    const reconstructed = shown.some((policy) => policy.reconstructed);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { items: arrayText(items) },
        next,
        permalink: permalinkOf(place, basis, ask.limit),
      }),
      pinned: ask.cursor !== undefined ? place.q === undefined : isPinned(ask, basis),
      ...(next !== undefined && { next }),
    };
  }

  private async firstPlace(ask: ListAsk): Promise<{ place: ListPlace; known: Known }> {
    const { limit, cursor, position, knownAt, asOf, ...rest } = ask;
    const known = await this.known.resolve({
      ...(position !== undefined && { position }),
      ...(knownAt !== undefined && { knownAt }),
    });
    const place = {
      ...rest,
      asOf: asOf ?? today('UTC', new Date()),
      position: known.position,
      ...(knownAt !== undefined && { knownAt }),
      beyondHead: known.beyondHead,
    };
    return { place, known };
  }

  private async placeAgain(ask: ListAsk, cursor: string): Promise<{ place: ListPlace; known: Known }> {
    const { limit, cursor: _, ...asked } = ask;
    const place = placeOf<ListPlace>(cursor, asked, LIST_MEMBERS);
    return { place, known: await checkedKnown(place, this.known) };
  }
}

const isPinned = ({ asOf, position, knownAt, q }: ListAsk, basis: Basis): boolean =>
  q === undefined &&
  asOf !== undefined &&
  (position !== undefined || (knownAt !== undefined && !basis.beyondHead));

const placeBehind = ({ policyId, key }: SortedPolicy, place: ListPlace): ListPlace => ({
  ...place,
  after: policyId,
  ...(key !== policyId && { afterKey: key }),
});

function permalinkOf(place: ListPlace, basis: Basis, limit: number): string {
  if (place.after !== undefined)
    return `${PATH}?cursor=${writeCursor(place)}&limit=${limit}&render=${RENDER}`;
  const { fields, sort } = place;
  return permalink(PATH, basis, {
    ...filterParameters(place),
    ...(sort !== undefined && { sort }),
    ...(fields !== false && { fields: String(fields) }),
    limit: String(limit),
  });
}
