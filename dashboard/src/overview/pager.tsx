import { Button } from '@mantine/core';
import { useWords } from '../words/language.js';

interface PagerProps {
  /** The first row shown and the last, counted from 1. */
  from: number;
  to: number;
  /** Number of matches; undefined: not counted yet. */
  total: number | undefined;
  back: (() => void) | undefined;
  forward: (() => void) | undefined;
}

/** Shows which part of a list is visible, with links to the other pages. */
export function Pager({ from, to, total, back, forward }: PagerProps) {
  const words = useWords();
  return (
    <nav className="pager" aria-label={words.pages}>
      <span role="status">{words.rowsOf(from, to, total)}</span>
      <Button size="xs" variant="default" disabled={!back} onClick={back}>
        {words.previousPage}
      </Button>
      <Button size="xs" variant="default" disabled={!forward} onClick={forward}>
        {words.nextPage}
      </Button>
    </nav>
  );
}
