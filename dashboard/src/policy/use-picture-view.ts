import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { isRange, type Range } from './picture-range.js';

type Search = Record<string, string | undefined>;
const MARK = 'mark-';

/** The view of the picture, kept in the address: its range, its centre day, and the highlighted development. */
export function usePictureView() {
  const search: Search = useSearch({ strict: false });
  const hash = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const go = (change: Search, hash?: string) =>
    void navigate({
      to: '.',
      search: (old: Search) => ({ ...old, ...change }),
      ...(hash === undefined ? {} : { hash }),
      replace: true,
      resetScroll: false,
    });
  return {
    range: isRange(search['range']) ? search['range'] : ('all' as const),
    around: search['around'],
    /** The development whose mark or row is highlighted. */
    markOf: hash.startsWith(MARK) ? hash.slice(MARK.length) : undefined,
    rowOf: hash.startsWith(MARK) ? undefined : hash,
    show: (range: Range, around?: string) => {
      go({ range: range === 'all' ? undefined : range, around });
    },
    toRow: (eventId: string) => {
      go({}, eventId);
    },
    /** The whole range, so that the mark is certainly visible. */
    toMark: (eventId: string) => {
      go({ range: undefined, around: undefined }, `${MARK}${eventId}`);
    },
  };
}
