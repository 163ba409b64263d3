import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink, type Basis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, hasFilters, type PolicyFilters } from '../policies/filters.js';
import { countsText, type Counted, type Summed } from './counts-text.js';
import {
  anyContestedStatement,
  contestedStatement,
  filteredStatement,
  type FilteredCountsQuery,
} from './filtered-sql.js';
import type { SummaryBy } from './summary-by.js';
import { countsStatement, summaryStatement, type CountRow } from './summary-sql.js';

export interface SummaryQuery extends AsOfQuery, PolicyFilters {
  by: SummaryBy;
}

export interface CountBasis {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy: Day | null;
}

const PATH = '/v1/summary';

/** Counts of the matching policies by status, area, jurisdiction or existence: on a day, as known at a position. */
export class SummaryReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async answer({ by, ...query }: SummaryQuery): Promise<ReadAnswer> {
    const { basis, filters, pinned } = await this.resolved(query);
    const counted = await this.count(by, basis, filters);
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { by: `"${by}"`, ...countsText(by, counted) },
        permalink: permalink(PATH, basis, { by, ...filterParameters(filters) }),
      }),
      pinned,
    };
  }

  /** The basis of a query, and its filters. @internal for facets */
  async resolved({
    asOf,
    knownAt,
    position,
    uncertain,
    publishedBy,
    ...filters
  }: Omit<SummaryQuery, 'by'>): Promise<{
    basis: Basis & CountBasis;
    filters: PolicyFilters;
    pinned: boolean;
  }> {
    const request = {
      ...(knownAt !== undefined && { knownAt }),
      ...(position !== undefined && { position }),
    };
    const known = await this.known.resolve(request);
    if (filters.q !== undefined) await this.known.textsCaughtUp(known.position);
    return {
      basis: { ...known, asOf: asOf ?? this.known.today(), uncertain, publishedBy: publishedBy ?? null },
      filters,
      pinned: filters.q === undefined && asOf !== undefined && isFixed(request, known),
    };
  }

  /** @internal for the counts of several days */
  async count(by: SummaryBy, basis: CountBasis, filters: PolicyFilters): Promise<Counted> {
    const query = { ...basis, ...filters };
    if (hasFilters(filters)) {
      const [rows, contested] = await Promise.all([
        this.rows([by], basis, filters),
        this.contested(by, query),
      ]);
      return { ...summedOf(by, rows), contested };
    }
    const { asOf, position, uncertain } = basis;
    const statement = countsStatement(by, asOf, position, uncertain);
    const rows = await this.tables.query<CountRow>(basis, statement);
    const isAny = rows.some(({ subject, count }) => subject === 'contested' && count > 0);
    return { ...summedOf(by, rows), contested: isAny ? await this.contestedOf(by, query) : 0 };
  }

  /**
   * The counts of several subjects under the same filters, in one statement.
   * @internal for facets
   */
  rows(subjects: readonly SummaryBy[], basis: CountBasis, filters: PolicyFilters): Promise<CountRow[]> {
    const { asOf, position, uncertain } = basis;
    // The projection keeps the sums of all policies.
    const statement = hasFilters(filters)
      ? filteredStatement(subjects, { ...basis, ...filters })
      : summaryStatement([...subjects, 'policy'], asOf, position, uncertain);
    return this.tables.query<CountRow>(basis, statement);
  }

  /** @internal for the counts of several days */
  async contested(by: SummaryBy, query: FilteredCountsQuery): Promise<number> {
    const [any] = await this.tables.query<{ found: boolean }>(query, anyContestedStatement(by, query));
    return any?.found === true ? this.contestedOf(by, query) : 0;
  }

  private async contestedOf(by: SummaryBy, query: FilteredCountsQuery): Promise<number> {
    const [row] = await this.tables.query<{ count: number }>(query, contestedStatement(by, query));
    return row?.count ?? 0;
  }
}

/** Existence is counted by its JSON text; policies of which nothing has begun have none. */
export function summedOf(by: SummaryBy, rows: readonly CountRow[]): Summed {
  const all = rows.find(({ subject }) => subject === 'policy')?.count ?? 0;
  const counted = rows.flatMap(({ subject, value, count }) =>
    subject === by ? [[value, count] as const] : [],
  );
  if (by !== 'existence') return { counts: new Map(counted), all };
  const counts = new Map(counted.map(([value, count]) => [JSON.parse(value) as string, count]));
  const begun = counted.reduce((sum, [, count]) => sum + count, 0);
  const notYet = (counts.get('not-yet') ?? 0) + all - begun;
  if (notYet > 0) counts.set('not-yet', notYet);
  return { counts, all };
}
