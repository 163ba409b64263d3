import { useQuery } from '@tanstack/react-query';
import { summaryQuery, type CountedBy } from '../api/overview-queries.js';
import { useBasis } from '../time/use-basis.js';
import { askedOfService, IN_DOUBT, NOT_SAID, type Facet, type Filtering } from './filtering.js';

export type Counted = readonly (readonly [value: string, count: number])[];

/** How many policies have each value of each facet, most frequent first, with all filters except the facet's own. */
export function useCounts(filters: Filtering): Record<Facet, Counted> {
  const { basis } = useBasis();
  const counted = (by: CountedBy) => summaryQuery(by, basis, askedOfService(filters, by));
  const status = useQuery(counted('status')).data;
  return {
    status: status ? statusCounts(status) : [],
    area: frequentFirst(useQuery(counted('area')).data?.items),
    jurisdiction: frequentFirst(useQuery(counted('jurisdiction')).data?.items),
    existence: frequentFirst(useQuery(counted('existence')).data?.items),
  };
}

/** How many policies match, and how many exist. Each has exactly one area. */
export function useTotals(filters: Filtering): { passing: number | undefined; all: number | undefined } {
  const { basis } = useBasis();
  const sum = (items: Summary['items'] | undefined) => items?.reduce((total, { count }) => total + count, 0);
  return {
    passing: sum(useQuery(summaryQuery('area', basis, askedOfService(filters))).data?.items),
    all: sum(useQuery(summaryQuery('area', basis, {})).data?.items),
  };
}

/** The counts of a summary by status, including missing and uncertain ones. */
export const statusCounts = ({ items, possible, absent }: Summary): Counted =>
  [
    ...frequentFirst(items),
    ...([
      [IN_DOUBT, possible],
      [NOT_SAID, absent],
    ] as const),
  ].filter(([, count]) => count > 0);

interface Summary {
  items: readonly { value: string; count: number }[];
  possible: number;
  absent: number;
}

const frequentFirst = (items: Summary['items'] = []): Counted =>
  items
    .map(({ value, count }) => [value, count] as const)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
