import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { filtersOf, type Facet } from './filtering.js';
import { sortOf } from './sorting.js';

/** The filters in the address of the page. */
export function useFilters() {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo(() => filtersOf(search), [search]);
  const change = (changes: Partial<Record<Facet | 'q' | 'columns' | 'sort', string | undefined>>): void => {
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, ...changes }),
      replace: true,
    });
  };
  return { filters, change, search, sort: sortOf(search['sort']) };
}
