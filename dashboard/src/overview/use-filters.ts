import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { FACETS, type Facet, type Filtering } from './filtering.js';

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
  return { filters, change, search };
}
