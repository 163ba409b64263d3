import { arrayText, membersText } from '../../domain/answer-text.js';
import { DOUBTFUL } from '../facts/count-subjects.js';
import type { SummaryBy } from './summary-by.js';

/** `all`: number of policies; meaningful only if each has at most one value. */
export interface Summed {
  counts: Map<string, number>;
  all: number;
}

export interface Counted extends Summed {
  /** Policies with a contested field: `status` if statuses are counted, else any. */
  contested: number;
}

/** Number of policies by value, as JSON text; number of uncertain ones, and of those without a value. */
interface Counts {
  items: { value: string; count: number }[];
  possible: number;
  absent: number;
}

/** Counts as the members of an answer. */
export const countsText = (by: SummaryBy, { contested, ...counted }: Counted): Record<string, string> => ({
  ...valuesText(by, counted),
  contested: String(contested),
});

/** The counts of a facet, as an object. */
export const facetText = (by: SummaryBy, counted: Summed): string =>
  `{${membersText(valuesText(by, counted))}}`;

function valuesText(by: SummaryBy, { counts, all }: Summed): Record<string, string> {
  const { items, possible, absent } = by === 'status' ? statusCounts(counts, all) : plainCounts(counts);
  return {
    items: arrayText(items.map(({ value, count }) => `{"value":${value},"count":${count}}`)),
    possible: String(possible),
    absent: String(absent),
  };
}

function statusCounts(counts: Map<string, number>, all: number): Counts {
  const possible = counts.get(DOUBTFUL) ?? 0;
  const items = inOrder(counts).filter(({ value }) => value !== DOUBTFUL);
  const withValue = items.reduce((sum, { count }) => sum + count, possible);
  return { items, possible, absent: all - withValue };
}

const plainCounts = (counts: Map<string, number>): Counts => ({
  items: inOrder(counts).map(({ value, count }) => ({ value: JSON.stringify(value), count })),
  possible: 0,
  absent: 0,
});

/** In the order of the values' texts, by code units, so that all ways of counting give the same answer. */
const inOrder = (counts: Map<string, number>) =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => ({ value, count }));
