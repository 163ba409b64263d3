import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER, type Basis, type KnowledgeBasis } from '../../domain/basis.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { checkedKnown } from '../lists/pinned-page.js';
import { readToken, writeToken } from '../lists/page-token.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from './filters.js';
import { type ShownFields } from './field-parameters.js';
import { LIST_MEMBERS, type ListPage, type Sort } from './list-query.js';
import { ListItems, type ListItem } from './list-items.js';

const PATH = '/v1/policies';

export interface ListQuery extends AsOfQuery, PolicyFilters {
  fields: ShownFields;
  /** Whether items have the dates that are expected; default: true. */
  expected?: boolean;
  sort?: Sort;
  limit: number;
  cursor?: string;
}

/** A page, and the link to the next one. */
export interface ListAnswer extends ReadAnswer {
  next?: string;
}

/** All policies at a basis, page by page. */
export class ListReader {
  private readonly items: ListItems;

  /** @param remembered see ListItems */
  constructor(
    tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
    remembered?: number,
  ) {
    this.items = new ListItems(tables, remembered);
  }

  /** Forgets all that was remembered. */
  forget(): void {
    this.items.forget();
  }

  /** @throws DomainProblem `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  async answer(query: ListQuery): Promise<ListAnswer> {
    const { page, known } =
      query.cursor === undefined ? await this.firstPlace(query) : await this.placeAgain(query, query.cursor);
    const { asOf, uncertain, publishedBy = null } = page;
    const basis = { ...known, asOf, uncertain, publishedBy };
    if (page.q !== undefined) await this.known.textsCaughtUp(basis.position);
    const policies = await this.items.page(page, query.limit + 1);
    const shown = policies.slice(0, query.limit);
    const last = policies.length > query.limit ? shown.at(-1) : undefined;
    const next = last && `${PATH}?cursor=${writeToken(placeBehind(last, page))}&limit=${query.limit}`;
    const reconstructed = shown.some((policy) => policy.reconstructed);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { items: arrayText(shown.map(({ text }) => text)) },
        next,
        permalink: permalinkOf(page, basis, query.limit),
      }),
      pinned: query.cursor !== undefined ? page.q === undefined : isPinned(query, basis),
      ...(next !== undefined && { next }),
    };
  }

  private async firstPlace(query: ListQuery): Promise<{ page: ListPage; known: KnowledgeBasis }> {
    const { limit, cursor, position, knownAt, asOf, ...rest } = query;
    const known = await this.known.resolve({
      ...(position !== undefined && { position }),
      ...(knownAt !== undefined && { knownAt }),
    });
    const page = {
      ...rest,
      asOf: asOf ?? this.known.today(),
      position: known.position,
      ...(knownAt !== undefined && { knownAt }),
      beyondHead: known.beyondHead,
    };
    return { page, known };
  }

  private async placeAgain(
    query: ListQuery,
    cursor: string,
  ): Promise<{ page: ListPage; known: KnowledgeBasis }> {
    const { limit, cursor: _, ...asked } = query;
    const page = readToken<ListPage>(cursor, asked, LIST_MEMBERS);
    return { page, known: await checkedKnown(page, this.known) };
  }
}

const isPinned = ({ asOf, position, knownAt, q }: ListQuery, basis: Basis): boolean =>
  q === undefined &&
  asOf !== undefined &&
  (position !== undefined || (knownAt !== undefined && !basis.beyondHead));

const placeBehind = ({ policyId, key }: ListItem, page: ListPage): ListPage => ({
  ...page,
  after: policyId,
  ...(key !== policyId && { afterKey: key }),
});

function permalinkOf(page: ListPage, basis: Basis, limit: number): string {
  if (page.after !== undefined) return `${PATH}?cursor=${writeToken(page)}&limit=${limit}&render=${RENDER}`;
  const { fields, sort, expected = true } = page;
  return permalink(PATH, basis, {
    ...filterParameters(page),
    ...(sort !== undefined && { sort }),
    ...(fields !== false && { fields: String(fields) }),
    ...(!expected && { expected: 'false' }),
    limit: String(limit),
  });
}
