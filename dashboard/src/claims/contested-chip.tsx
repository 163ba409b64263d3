import { useWords } from '../words/language.js';

/** Marks what sources contradict each other on, apart from what is uncertain by its dates. */
export function ContestedChip() {
  const { claims } = useWords();
  return (
    <span className="chip chip-contested" title={claims.contestedHelp}>
      {claims.contested}
    </span>
  );
}
