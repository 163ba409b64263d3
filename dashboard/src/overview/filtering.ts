import type { PolicyItem } from '../api/client.js';
import type { ListFilters } from '../api/overview-queries.js';
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

/**
 * The filters as the service knows them.
 * @param except a facet that counts its own values: what is chosen in it must not hide the others
 */
export function askedOfService({ facets, q }: Filtering, except?: Facet): ListFilters {
  const { status, area, jurisdiction, existence }: Filtering['facets'] = {
    ...facets,
    ...(except !== undefined && { [except]: undefined }),
  };
  return {
    ...(status !== undefined && statusFilter(status)),
    ...(area !== undefined && { area }),
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(existence !== undefined && { existence: existence as NonNullable<ListFilters['existence']> }),
    ...(q.trim() !== '' && { q: q.trim() }),
  };
}

function statusFilter(status: string): ListFilters {
  if (status === NOT_SAID) return { absent: 'status' };
  return status === IN_DOUBT ? { possible: 'status' } : { status };
}

/**
 * The file of what the filters leave. Exports know neither searches nor all filters, so such policies are named.
 * @param items all policies that pass; null: they are more than one page
 * @returns null if no file can be asked for
 */
export function fileOf(
  basis: Readonly<Record<string, string>>,
  filters: Filtering,
  items: readonly PolicyItem[] | null,
): File | null {
  const { status, area, jurisdiction, ...others } = askedOfService(filters);
  if (Object.keys(others).length === 0)
    return {
      basis,
      filters: {
        ...(status !== undefined && { status }),
        ...(area !== undefined && { area }),
        ...(jurisdiction !== undefined && { jurisdiction }),
      },
    };
  if (items === null || items.length === 0) return null;
  return { basis, filters: { policyId: items.map(({ policyId }) => policyId) } };
}
