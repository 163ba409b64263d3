import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { filterNames, filterParameters, type PolicyFilters } from '../policies/filters.js';
import { facetText } from './counts-text.js';
import { SUMMARY_BY, type SummaryBy } from './summary-by.js';
import { summedOf, type CountBasis, type SummaryReader } from './summary-reader.js';
import type { CountRow } from './summary-sql.js';

const PATH = '/v1/summary/facets';

/** Subjects that are counted under the same filters. */
interface Group {
  subjects: SummaryBy[];
  filters: PolicyFilters;
}

/**
 * The counts of all facets in one answer: each with all filters but its own, so that a chosen value does not hide the others.
 * Facets under the same filters share one statement, so that a search runs once.
 */
export class FacetsReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly summary: SummaryReader,
  ) {}

  /** @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async answer(query: AsOfQuery & PolicyFilters): Promise<ReadAnswer> {
    const { basis, filters, pinned } = await this.summary.resolved(query);
    const { counted, matching, all } = await this.counted(basis, filters);
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: {
          matching: String(matching),
          all: String(all),
          ...Object.fromEntries(SUMMARY_BY.map((by) => [by, facetText(by, summedOf(by, counted[by]))])),
        },
        permalink: permalink(PATH, basis, filterParameters(filters)),
      }),
      pinned,
    };
  }

  private async counted(basis: CountBasis, filters: PolicyFilters) {
    const groups = groupsOf(filters);
    const rows = await Promise.all(
      groups.map((each) => this.summary.rows(each.subjects, basis, each.filters)),
    );
    const rowsOf = (isIt: (group: Group) => boolean): CountRow[] => rows[groups.findIndex(isIt)] ?? [];
    const policies = (of: CountRow[]) => of.find(({ subject }) => subject === 'policy')?.count ?? 0;
    const counted = Object.fromEntries(
      SUMMARY_BY.map((by) => [by, rowsOf(({ subjects }) => subjects.includes(by))]),
    ) as Record<SummaryBy, CountRow[]>;
    return {
      counted,
      matching: policies(rowsOf((group) => size(group.filters) === size(filters))),
      all: policies(rowsOf((group) => size(group.filters) === 0)),
    };
  }
}

const size = (filters: PolicyFilters): number => filterNames(filters).length;

/** One group has all filters and one has none, because all policies and the matching ones are counted, too. */
function groupsOf(filters: PolicyFilters): Group[] {
  const groups: Group[] = [{ subjects: [], filters }];
  const group = (subject: SummaryBy | null, own: PolicyFilters) => {
    let found = groups.find((each) => sameNames(each.filters, own));
    if (!found) groups.push((found = { subjects: [], filters: own }));
    if (subject !== null) found.subjects.push(subject);
  };
  for (const by of SUMMARY_BY) group(by, without(by, filters));
  group(null, {});
  return groups;
}

const sameNames = (one: PolicyFilters, other: PolicyFilters): boolean =>
  filterNames(one).join() === filterNames(other).join();

/** The filters of a facet's own values are left out. */
function without(by: SummaryBy, filters: PolicyFilters): PolicyFilters {
  const { [by]: _, ...others } = filters;
  if (by !== 'status') return others;
  const { possible, absent, certainty, ...rest } = others;
  return {
    ...rest,
    ...(possible !== undefined && possible !== 'status' && { possible }),
    ...(absent !== undefined && absent !== 'status' && { absent }),
    // Without the value that it is about, it would be a filter of its own.
    ...(certainty !== undefined && !(filters.status !== undefined && !filters.equals) && { certainty }),
  };
}
