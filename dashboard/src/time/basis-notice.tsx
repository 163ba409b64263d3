import { Alert } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { Page } from '../parts/page.js';
import { useWords } from '../words/language.js';
import type { BasisFault } from './basis.js';

/**
 * Replaces the page while its address contains a day, instant or word that cannot be read: any answer would belong to another
 * query, usually today's.
 */
export function BasisNotice({ faults }: { faults: readonly BasisFault[] }) {
  const words = useWords();
  const { pathname, search } = useLocation();
  const mended = Object.fromEntries(faults.map(({ parameter, instead }) => [parameter, instead]));
  // Plain links: the router's own addresses leave out empty parameters, so such a link would change nothing.
  const address = (changes: Readonly<Record<string, string | undefined>>) => {
    const kept = Object.entries({ ...search, ...changes }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return `${pathname}?${new URLSearchParams(kept).toString()}`;
  };
  return (
    <Page title={words.badBasis}>
      <Alert color="red" role="alert" className="notice">
        <ul className="plain">
          {faults.map(({ parameter, value, wrong, instead }) => (
            <li key={parameter}>
              <code>
                {parameter}={value}
              </code>
              : {words.faults[wrong](value)}
              {instead !== undefined && <> {words.didYouMean(instead)}</>}
            </li>
          ))}
        </ul>
      </Alert>
      <p className="row">
        {faults.every(({ instead }) => instead !== undefined) && (
          <a href={address(mended)}>{words.goOnWith(Object.values(mended).join(', '))}</a>
        )}
        <a href={address(Object.fromEntries(faults.map(({ parameter }) => [parameter, undefined])))}>
          {words.goOnWithout(faults.map(({ parameter }) => parameter).join(', '))}
        </a>
      </p>
    </Page>
  );
}
