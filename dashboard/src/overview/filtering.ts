import type { PolicyItem } from '../api/client.js';
import type { ListFilters } from '../api/queries.js';
import type { File } from '../share/commands.js';

export const FACETS = ['status', 'area', 'jurisdiction', 'existence'] as const;
export type Facet = (typeof FACETS)[number];

/** What the reader asked for: one value a facet, and words to look for. */
export interface Filtering {
  facets: Partial<Record<Facet, string>>;
  q: string;
}

/** Stand for a status that nobody stated, and for one that is in doubt; no status can be called so in a list. */
export const NOT_SAID = '(none)';
export const IN_DOUBT = '(doubtful)';

/** The filters that the service applies; what it does not know is applied to what it answers. */
export function askedOfService({ facets: { status, area, jurisdiction }, q }: Filtering): ListFilters {
  const sayable = status !== NOT_SAID && status !== IN_DOUBT;
  return {
    ...(status !== undefined && sayable && { status }),
    ...(area !== undefined && { area }),
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(q.trim() !== '' && { q: q.trim() }),
  };
}

/** Those that also fit what the service can't filter by. */
export const fitting = (items: readonly PolicyItem[], { facets }: Filtering): PolicyItem[] =>
  items.filter(
    (policy) =>
      (facets.existence === undefined || policy.existence === facets.existence) &&
      (facets.status === undefined || statusOf(policy) === facets.status),
  );

function statusOf({ state, possible }: PolicyItem): string {
  const { status } = state;
  if (status === undefined) return possible.includes('status') ? IN_DOUBT : NOT_SAID;
  return typeof status === 'string' ? status : JSON.stringify(status);
}

/** So many policies an export can name one by one. */
const MOST_NAMED = 200;

/**
 * The file of what the filters leave. Exports know neither searches nor all filters, so such policies are named.
 * @returns null if they are too many for that
 */
export function fileOf(
  basis: Readonly<Record<string, string>>,
  filters: Filtering,
  fits: readonly PolicyItem[],
): File | null {
  const { q, ...asked } = askedOfService(filters);
  const same = q === undefined && Object.keys(asked).length === Object.keys(filters.facets).length;
  if (same) return { basis, filters: asked };
  if (fits.length === 0 || fits.length > MOST_NAMED) return null;
  return { basis, filters: { policyId: fits.map(({ policyId }) => policyId) } };
}
