import type { PolicyItem } from '../api/client.js';
import type { ListFilters } from '../api/overview-queries.js';
import type { File } from '../share/commands.js';

export const FACETS = ['status', 'area', 'jurisdiction', 'existence'] as const;
export type Facet = (typeof FACETS)[number];

/** The reader's filters: one value per facet, and search words. */
export interface Filtering {
  facets: Partial<Record<Facet, string>>;
  q: string;
}

/** The filters in the address of the page. */
export function filtersOf(search: Readonly<Record<string, string | undefined>>): Filtering {
  const facets = Object.fromEntries(
    FACETS.flatMap((facet) => (search[facet] === undefined ? [] : [[facet, search[facet]]])),
  ) as Filtering['facets'];
  return { facets, q: search['q'] ?? '' };
}

/** Values for a missing status and for an uncertain one; no status of the service can have these names. */
export const NOT_SAID = '(none)';
export const IN_DOUBT = '(doubtful)';

/**
 * The filters in the form of the service.
 * @param except a facet whose own values are counted: its chosen value must not hide the others
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
 * The export of the filtered policies. Exports do not support searches and some filters, so the policies are then named by id.
 * @param items all matching policies; null: more than one page
 * @returns null if no export can express it
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
