import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.js';
import { useBasis } from '../time/use-basis.js';
import { IN_DOUBT, NOT_SAID } from './filtering.js';

export type Counted = readonly (readonly [value: string, count: number])[];

/** How many of all policies have each value, the most frequent first; the page holds only some of them. */
export function useCounts() {
  const { basis } = useBasis();
  const status = useQuery(summaryQuery('status', basis)).data;
  const area = useQuery(summaryQuery('area', basis)).data;
  const jurisdiction = useQuery(summaryQuery('jurisdiction', basis)).data;
  const areas = frequentFirst(area?.items);
  return {
    status: status ? statusCounts(status) : [],
    area: areas,
    jurisdiction: frequentFirst(jurisdiction?.items),
    // Each policy is of one area.
    all: area && areas.reduce((sum, [, count]) => sum + count, 0),
  };
}

/** The counts of a summary by status, with what is not stated and what is in doubt. */
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
