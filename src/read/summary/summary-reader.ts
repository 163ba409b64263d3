import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import type { Subject } from '../facts/count-subjects.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { countsText, type Counted } from './counts-text.js';
import {
  contestedStatement,
  filteredStatement,
  type FilteredCountsQuery,
  type FilteredRow,
} from './filtered-sql.js';
import type { SummaryBy } from './summary-by.js';
import { summaryStatement, type CountRow } from './summary-sql.js';

export interface SummaryQuery extends AsOfQuery, PolicyFilters {
  by: SummaryBy;
}

export interface CountBasis {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy: Day | null;
}

type Summed = Omit<Counted, 'contested'>;

const PATH = '/v1/summary';

/** Counts of the matching policies by status, area, jurisdiction or existence: on a day, as known at a position. */
export class SummaryReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async answer({
    by,
    asOf,
    knownAt,
    position,
    uncertain,
    publishedBy,
    ...filters
  }: SummaryQuery): Promise<ReadAnswer> {
    const request = {
      ...(knownAt !== undefined && { knownAt }),
      ...(position !== undefined && { position }),
    };
    const known = await this.known.resolve(request);
    if (filters.q !== undefined) await this.known.textsCaughtUp(known.position);
    const basis = {
      ...known,
      asOf: asOf ?? this.known.today(),
      uncertain,
      publishedBy: publishedBy ?? null,
    };
    const counted = await this.count(by, basis, filters);
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { by: `"${by}"`, ...countsText(by, counted) },
        permalink: permalink(PATH, basis, { by, ...filterParameters(filters) }),
      }),
      pinned: filters.q === undefined && asOf !== undefined && isFixed(request, known),
    };
  }

  /** @internal for the counts of several days */
  async count(by: SummaryBy, basis: CountBasis, filters: PolicyFilters): Promise<Counted> {
    const query = { ...basis, ...filters };
    const [counted, contested] = await Promise.all([
      Object.keys(filters).length === 0 ? this.summed(by, basis) : this.filtered(by, query),
      this.contested(by, query),
    ]);
    return { ...counted, contested };
  }

  /** @internal for the counts of several days */
  async contested(by: SummaryBy, query: FilteredCountsQuery): Promise<number> {
    const [row] = await this.tables.query<{ count: number }>(query, contestedStatement(by, query));
    return row?.count ?? 0;
  }

  /** Counts of all policies, from the sums that the projection maintains. */
  private async summed(by: SummaryBy, basis: CountBasis): Promise<Summed> {
    const { asOf, position, uncertain } = basis;
    const subjects: Subject[] = by === 'status' || by === 'existence' ? [by, 'policy'] : [by];
    const statement = summaryStatement(subjects, asOf, position, uncertain);
    const rows = await this.tables.query<CountRow>(basis, statement);
    return summedOf(
      by,
      rows.map(({ subject, value, count }) => ({ value: subject === by ? value : null, count })),
    );
  }

  private async filtered(by: SummaryBy, query: FilteredCountsQuery): Promise<Summed> {
    const rows = await this.tables.query<FilteredRow>(query, filteredStatement(by, query));
    return summedOf(by, rows);
  }
}

/** Existence is counted by its JSON text; policies of which nothing has begun have none. */
export function summedOf(by: SummaryBy, rows: readonly FilteredRow[]): Summed {
  const all = rows.find(({ value }) => value === null)?.count ?? 0;
  const counted = rows.flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const]));
  if (by !== 'existence') return { counts: new Map(counted), all };
  const counts = new Map(counted.map(([value, count]) => [JSON.parse(value) as string, count]));
  const begun = counted.reduce((sum, [, count]) => sum + count, 0);
  const notYet = (counts.get('not-yet') ?? 0) + all - begun;
  if (notYet > 0) counts.set('not-yet', notYet);
  return { counts, all };
}
