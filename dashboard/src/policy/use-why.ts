import { useNavigate, useSearch } from '@tanstack/react-router';

/** The field whose *Why?* is open: `why` in the address, so that it can be linked to. */
export function useWhy(): [field: string | null, ask: (field: string | null) => void] {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const ask = (field: string | null): void => {
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, why: field ?? undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  return [search['why'] ?? null, ask];
}
