import { useEffect, useRef, type ReactNode } from 'react';
import { BasisBanner } from '../time/basis-banner.js';
import { isChosen, type Basis } from '../time/basis.js';
import { basisInWords } from '../time/in-words.js';
import { useLanguage } from '../words/language.js';

interface PageProps {
  title: string;
  actions?: ReactNode;
  /** The basis of the whole page, shown in its title and in a banner. Without it: the page does not depend on one. */
  basis?: Basis;
  /** More to say beside the basis. */
  basisNote?: ReactNode;
  children: ReactNode;
}

/** One page: its title in the tab and as its heading, which gets the focus so that screen readers announce it. */
export function Page({ title, actions, basis, basisNote, children }: PageProps) {
  const { language, words } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const tab = [
    title,
    ...(basis && isChosen(basis) ? [basisInWords(language, words, basis)] : []),
    words.appName,
  ];
  return (
    <>
      <title>{tab.join(' · ')}</title>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {basis && <BasisBanner basis={basis}>{basisNote}</BasisBanner>}
      {children}
    </>
  );
}
