import { useQuery } from '@tanstack/react-query';
import { facetsQuery } from '../api/overview-queries.js';
import { useBasis } from '../time/use-basis.js';
import { askedOfService, IN_DOUBT, NOT_SAID, type Facet, type Filtering } from './filtering.js';

export type Counted = readonly (readonly [value: string, count: number])[];

/** How many policies have each value of each facet, most frequent first; undefined: not known yet. */
export function useCounts(filters: Filtering): Record<Facet, Counted> | undefined {
  const counted = useFacets(filters);
  return (
    counted && {
      status: statusCounts(counted.status),
      area: frequentFirst(counted.area.items),
      jurisdiction: frequentFirst(counted.jurisdiction.items),
      existence: frequentFirst(counted.existence.items),
    }
  );
}

/** How many policies match, and how many are known. */
export function useTotals(filters: Filtering): { passing: number | undefined; all: number | undefined } {
  const counted = useFacets(filters);
  return { passing: counted?.matching, all: counted?.all };
}

function useFacets(filters: Filtering) {
  const { basis } = useBasis();
  return useQuery(facetsQuery(basis, askedOfService(filters))).data;
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

const frequentFirst = (items: Summary['items']): Counted =>
  items
    .map(({ value, count }) => [value, count] as const)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
