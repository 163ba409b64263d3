import type { PolicyItem } from '../api/client.js';

export const FACETS = ['status', 'area', 'jurisdiction', 'existence'] as const;
export type Facet = (typeof FACETS)[number];

/** What the reader asked for: one value a facet, and words to look for. */
export interface Filtering {
  facets: Partial<Record<Facet, string>>;
  q: string;
}

/** Stands for "nothing definite is said", which no status can be called. */
export const NOT_SAID = '(none)';

/** The values of a policy under a facet; it counts under each. */
function valuesOf(policy: PolicyItem, facet: Facet): string[] {
  if (facet === 'area') return [policy.area];
  if (facet === 'existence') return [policy.existence];
  if (facet === 'jurisdiction') return policy.jurisdictions;
  const { status } = policy.state;
  return [typeof status === 'string' ? status : NOT_SAID];
}

/** The policies that fit all facets (but one, when its own counts are wanted) and hold all words. */
export function fitting(items: readonly PolicyItem[], { facets, q }: Filtering, but?: Facet): PolicyItem[] {
  const sought = q.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(
    (policy) =>
      FACETS.every((facet) => {
        const wanted = facets[facet];
        return facet === but || wanted === undefined || valuesOf(policy, facet).includes(wanted);
      }) && sought.every((word) => wordsOf(policy).includes(word)),
  );
}

const wordsOf = ({ policyId, title, titles, area, description }: PolicyItem): string =>
  [policyId, title, ...Object.values(titles), area, description ?? ''].join('\n').toLowerCase();

/** How many policies have each value, the most frequent first. */
export function counts(items: readonly PolicyItem[], facet: Facet): [value: string, count: number][] {
  const found = new Map<string, number>();
  for (const item of items)
    for (const value of valuesOf(item, facet)) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
