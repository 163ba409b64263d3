import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Sort } from '../api/overview-queries.js';
import { FACETS, type Facet, type Filtering } from './filtering.js';
import { SORT_OF } from './policy-columns.js';

/** The filters in the address of the page. */
export function useFilters() {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo((): Filtering => {
    const facets = Object.fromEntries(
      FACETS.flatMap((facet) => (search[facet] === undefined ? [] : [[facet, search[facet]]])),
    ) as Filtering['facets'];
    return { facets, q: search['q'] ?? '' };
  }, [search]);
  const change = (changes: Partial<Record<Facet | 'q' | 'columns' | 'sort', string | undefined>>): void => {
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, ...changes }),
      replace: true,
    });
  };
  return { filters, change, search, sort: sortOf(search['sort']) };
}

/** The order in the address; by title if the service has no such order. */
function sortOf(asked = 'title'): Sort {
  const key = asked.replace(/^-/, '');
  return Object.values(SORT_OF).includes(key as never) ? (asked as Sort) : 'title';
}
