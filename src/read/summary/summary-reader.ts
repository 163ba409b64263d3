import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { today } from '../../domain/today.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { DOUBTFUL, type Subject } from '../facts/count-subjects.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import {
  contestedStatement,
  filteredStatement,
  type FilteredCountsQuery,
  type FilteredRow,
} from './filtered-sql.js';
import { liveCounts } from './live-counts.js';
import type { SummaryBy } from './summary-by.js';
import { summaryStatement, type CountRow } from './summary-sql.js';

export interface SummaryQuery extends AsOfQuery, PolicyFilters {
  by: SummaryBy;
}

/** How many policies have each value, as JSON text; those left out for doubt, and those without one. */
interface Counts {
  items: { value: string; count: number }[];
  possible: number;
  absent: number;
}

interface CountBasis {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy: Day | null;
}

/** `all`: policies; told right where each has at most one value. */
interface Counted {
  counts: Map<string, number>;
  all: number;
  /** Policies with a contested field: `status`, where statuses are counted, else any. */
  contested: number;
}

type Summed = Omit<Counted, 'contested'>;

const PATH = '/v1/summary';

/** The policies that pass counted by status, area, jurisdiction or existence: on a day, as known at a moment. */
export class SummaryReader {
  constructor(
    private readonly pool: pg.Pool,
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
    const wish = { ...(knownAt !== undefined && { knownAt }), ...(position !== undefined && { position }) };
    const known = await this.known.resolve(wish);
    if (filters.q !== undefined) await this.known.textsCaughtUp(known.position);
    const basis = {
      ...known,
      asOf: asOf ?? today('UTC', new Date()),
      uncertain,
      publishedBy: publishedBy ?? null,
    };
    const { counts, all, contested } = await this.count(by, basis, filters);
    const { items, possible, absent } = by === 'status' ? statusCounts(counts, all) : plainCounts(counts);
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    const texts = items.map(({ value, count }) => `{"value":${value},"count":${count}}`);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: {
          by: `"${by}"`,
          items: arrayText(texts),
          possible: String(possible),
          absent: String(absent),
          contested: String(contested),
        },
        permalink: permalink(PATH, basis, { by, ...filterParameters(filters) }),
      }),
      pinned: filters.q === undefined && asOf !== undefined && isFixed(wish, known),
    };
  }

  private async count(by: SummaryBy, basis: CountBasis, filters: PolicyFilters): Promise<Counted> {
    const { publishedBy, ...stored } = basis;
    if (publishedBy !== null) return liveCounts(this.pool, by, { ...stored, publishedBy, ...filters });
    const place = { ...stored, ...filters };
    const [counted, contested] = await Promise.all([
      by !== 'existence' && Object.keys(filters).length === 0
        ? this.summed(by, basis)
        : this.filtered(by, place),
      this.contested(by, place),
    ]);
    return { ...counted, contested };
  }

  private async contested(by: SummaryBy, place: FilteredCountsQuery): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(contestedStatement(by, place));
    return rows[0]?.count ?? 0;
  }

  /** Of all policies, from the sums that the projection keeps. */
  private async summed(by: Subject, { asOf, position, uncertain }: CountBasis): Promise<Summed> {
    const subjects = by === 'status' ? (['status', 'policy'] as const) : [by];
    const { rows } = await this.pool.query<CountRow>(summaryStatement(subjects, asOf, position, uncertain));
    const counts = new Map(
      rows.flatMap(({ subject, value, count }) => (subject === by ? [[value, count]] : [])),
    );
    return { counts, all: rows.find(({ subject }) => subject === 'policy')?.count ?? 0 };
  }

  private async filtered(by: SummaryBy, place: FilteredCountsQuery): Promise<Summed> {
    const { rows } = await this.pool.query<FilteredRow>(filteredStatement(by, place));
    return summedOf(by, rows);
  }
}

/** Existence is counted by its JSON text; of which nothing has begun, there is none. */
function summedOf(by: SummaryBy, rows: readonly FilteredRow[]): Summed {
  const all = rows.find(({ value }) => value === null)?.count ?? 0;
  const told = rows.flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const]));
  if (by !== 'existence') return { counts: new Map(told), all };
  const counts = new Map(told.map(([value, count]) => [JSON.parse(value) as string, count]));
  const begun = told.reduce((sum, [, count]) => sum + count, 0);
  const notYet = (counts.get('not-yet') ?? 0) + all - begun;
  if (notYet > 0) counts.set('not-yet', notYet);
  return { counts, all };
}

function statusCounts(counts: Map<string, number>, all: number): Counts {
  const possible = counts.get(DOUBTFUL) ?? 0;
  const items = inOrder(counts).filter(({ value }) => value !== DOUBTFUL);
  const told = items.reduce((sum, { count }) => sum + count, possible);
  return { items, possible, absent: all - told };
}

const plainCounts = (counts: Map<string, number>): Counts => ({
  items: inOrder(counts).map(({ value, count }) => ({ value: JSON.stringify(value), count })),
  possible: 0,
  absent: 0,
});

/** In the order of the values' texts, by code units, so that both ways of counting answer alike. */
const inOrder = (counts: Map<string, number>) =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => ({ value, count }));
