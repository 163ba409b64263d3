import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../words/language.js';
import { addressOf, isChosen, type Basis } from './basis.js';
import { today } from './days.js';
import { basisInWords } from './in-words.js';
import { useBasis } from './use-basis.js';

const NOW: Basis = {
  asOf: undefined,
  knownAt: undefined,
  position: undefined,
  publishedBy: undefined,
  uncertain: undefined,
};

/** Shows that a page has another basis than today as known now, with a link to that; in print it always shows the basis. */
export function BasisBanner({ basis, children }: { basis: Basis; children?: ReactNode }) {
  const { language, words } = useLanguage();
  if (!isChosen(basis)) return <p className="on-paper">{basisInWords(language, words, basis, today())}</p>;
  return (
    <aside className="basis-banner" aria-label={words.basisLabel}>
      <p>
        <strong>{basisInWords(language, words, basis)}</strong>
        {words.says.stop}{' '}
        <Link
          to="."
          search={(old: Record<string, string | undefined>) => ({ ...old, ...addressOf(NOW) })}
          className="off-paper"
        >
          {words.backToToday}
        </Link>
      </p>
      {children}
    </aside>
  );
}

/** The basis of the page in words, with the day of today. */
export function BasisWords() {
  const { language, words } = useLanguage();
  return basisInWords(language, words, useBasis().basis, today());
}
