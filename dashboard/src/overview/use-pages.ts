import { useState } from 'react';

/** Pages of a list: the cursors of the pages opened so far. Another query (another `key`) starts at its first page. */
export function usePages(key: string) {
  const [read, setRead] = useState({ key, cursors: [] as readonly string[] });
  const cursors = read.key === key ? read.cursors : [];
  return {
    cursor: cursors.at(-1),
    /** Pages before this one. */
    before: cursors.length,
    forward: (cursor: string) => {
      setRead({ key, cursors: [...cursors, cursor] });
    },
    back: () => {
      setRead({ key, cursors: cursors.slice(0, -1) });
    },
  };
}
