import { useWords } from '../words/language.js';

/** Marks values on which sources contradict each other, in contrast to uncertain dates. */
export function ContestedChip() {
  const { claims } = useWords();
  return (
    <span className="chip chip-contested" title={claims.contestedHelp}>
      {claims.contested}
    </span>
  );
}
