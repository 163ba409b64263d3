import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { FACETS, NOT_SAID, type Facet, type Filtering } from './filtering.js';

/** The filters in the address of the page. */
export function useFilters() {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo((): Filtering & { given: Record<string, string> } => {
    const facets = Object.fromEntries(
      FACETS.flatMap((facet) => (search[facet] === undefined ? [] : [[facet, search[facet]]])),
    ) as Filtering['facets'];
    return { facets, q: search['q'] ?? '', given: givenToApi(facets) };
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

/** The filters that the API itself knows. */
function givenToApi({ status, area, jurisdiction }: Filtering['facets']): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ status: status === NOT_SAID ? undefined : status, area, jurisdiction }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
