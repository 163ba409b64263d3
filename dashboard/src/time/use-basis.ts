import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { addressOf, basisOf, queryOf, type Basis } from './basis.js';

/** The basis of the page, and functions to change it; it is kept from page to page. */
export function useBasis() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const basis = useMemo(() => basisOf(search), [search]);
  const move = (change: Basis): void => {
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, ...addressOf(change) }),
      replace: true,
    });
  };
  return { basis, move, carried: queryOf(addressOf(basis)) as Record<string, string> };
}
