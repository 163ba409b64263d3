import { useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf, type Basis, type Side } from '../time/basis.js';
import { twoBasesOf } from '../time/two-bases.js';

/** Changes one side in the address, or with '' the parameters that both share. */
export type Move = (side: Side, change: Basis) => void;

/** The two bases of the page, and how to change them in its address. @param usual see `twoBasesOf` */
export function useTwoBases(usual: (to: Basis) => Basis) {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const move: Move = (side, change) => {
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, ...addressOf(change, side) }),
      replace: true,
    });
  };
  return { bases: twoBasesOf(search, usual), move };
}
