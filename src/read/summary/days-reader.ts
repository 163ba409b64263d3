import type pg from 'pg';
import { answerText, arrayText, membersText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import type { ReadTables } from '../read-tables.js';
import { filterNames, filterParameters, hasFilters, type PolicyFilters } from '../policies/filters.js';
import { filterSql } from '../policies/filter-sql.js';
import { countsText, type Counted } from './counts-text.js';
import { passing, PASSES, VALUE_OF, type FilteredCountsQuery } from './filtered-sql.js';
import type { SummaryBy } from './summary-by.js';
import { summedOf, type CountBasis, type SummaryReader } from './summary-reader.js';

/** Each day gives the counts of a summary with that `asOf`. */
export interface SummaryDaysQuery extends Omit<AsOfQuery, 'asOf'>, PolicyFilters {
  by: SummaryBy;
  /** In ascending order without repetition. */
  days: readonly Day[];
}

/** A number of policies with the value, from the day with index `since` among the requested ones to before the one with index `until`. */
interface SpanRow {
  /** Null: all matching policies. */
  value: string | null;
  count: number;
  since: number;
  until: number;
}

const PATH = '/v1/summary/days';

/** Summaries of several days on one knowledge basis, so that a chart needs one request. */
export class SummaryDaysReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
    private readonly summary: SummaryReader,
  ) {}

  /** @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async answer(query: SummaryDaysQuery): Promise<ReadAnswer> {
    const { by, days, knownAt, position, uncertain, publishedBy = null, ...filters } = query;
    const known = await this.known.resolve(query);
    if (filters.q !== undefined) await this.known.textsCaughtUp(known.position);
    const basis = { ...known, uncertain, publishedBy };
    const counted = await this.counted(by, days, basis, filters);
    const reconstructed = await isReconstructed(this.pool, known.position, null);
    const items = counted.map(
      (each, i) => `{${membersText({ asOf: `"${days[i]}"`, ...countsText(by, each) })}}`,
    );
    return {
      body: answerText({
        basis: basisText({ ...basis, asOf: null }, reconstructed),
        content: { by: `"${by}"`, days: arrayText(items) },
        permalink: permalink(
          PATH,
          { ...basis, asOf: null },
          { by, days: days.join(','), ...filterParameters(filters) },
        ),
      }),
      pinned: filters.q === undefined && isFixed(query, known),
    };
  }

  private async counted(
    by: SummaryBy,
    days: readonly Day[],
    basis: Omit<CountBasis, 'asOf'>,
    filters: PolicyFilters,
  ): Promise<Counted[]> {
    // Sums are stored for all policies only.
    const fromFacts = hasFilters(filters) && (by === 'status' || by === 'existence');
    if (fromFacts && passAlways(filters)) return this.inOneWalk(by, days, basis, filters);
    const counted: Counted[] = [];
    // One after the other: a chart must not use all connections.
    for (const asOf of days) counted.push(await this.summary.count(by, { ...basis, asOf }, filters));
    return counted;
  }

  private async inOneWalk(
    by: 'status' | 'existence',
    days: readonly Day[],
    { position, uncertain, publishedBy }: Omit<CountBasis, 'asOf'>,
    filters: PolicyFilters,
  ): Promise<Counted[]> {
    const query = { ...filters, position, uncertain, publishedBy };
    const rows = await this.tables.query<SpanRow>(query, daysStatement(by, query, days));
    const counted: Counted[] = [];
    for (const [i, asOf] of days.entries()) {
      const counts = new Map<string | null, number>();
      for (const { value, since, until, count } of rows)
        if (since <= i && i < until) counts.set(value, (counts.get(value) ?? 0) + count);
      const summed = summedOf(
        by,
        Array.from(counts, ([value, count]) =>
          value === null ? { subject: 'policy' as const, value: '', count } : { subject: by, value, count },
        ),
      );
      counted.push({ ...summed, contested: await this.summary.contested(by, { ...query, asOf }) });
    }
    return counted;
  }
}

/** Whether the same policies match on all days. */
const passAlways = (filters: PolicyFilters): boolean =>
  filterNames(filters).every((name) => name === 'area' || name === 'jurisdiction' || name === 'q');

/**
 * How many of the matching policies have each value on each of some days, in one pass over the facts. A step of a field holds
 * on the days from the first one not before it to the last one before its end.
 * @param days in ascending order; the filters must match the same policies on all of them
 */
function daysStatement(
  by: 'status' | 'existence',
  query: Omit<FilteredCountsQuery, 'asOf'>,
  days: readonly Day[],
) {
  const values: (string | number | readonly Day[])[] = [days, query.position];
  const filters = filterSql({ ...query }, (value) => `$${values.push(value)}`);
  const { path, value } = VALUE_OF[by](query.uncertain);
  // Nearly all entries of the index are read: `+ 0` keeps positions from being conditions of the index, which takes a third longer.
  const text = `${passing(filters, '($1::date[])[1]')}
    SELECT ${value} AS value, width_bucket(f.valid_from - 1, $1::date[]) AS since, width_bucket(f.valid_to - 1, $1::date[]) AS until,
      count(*)::integer AS count
    FROM read.facts AS f WHERE f.path = '${path}' AND f.known_from + 0 <= $2 AND f.known_to + 0 > $2
      ${filters.conditions.length === 0 ? '' : PASSES} AND ${value} IS NOT NULL GROUP BY 1, 2, 3
    UNION ALL SELECT NULL, 0, ${days.length}, count(*)::integer FROM passing`;
  return { text, values };
}
