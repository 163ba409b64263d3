import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { kindsQuery, labelsQuery } from '../api/queries.js';
import { useLanguage } from '../words/language.js';
import { labelsOf, type Labels } from './labels.js';

const Context = createContext<Labels>(labelsOf(undefined, undefined, 'en'));

/** The labels of the service, in the reader's language. */
export const useLabels = (): Labels => use(Context);

/** Loads the labels once, for the hundreds of cells that use them. */
export function LabelsProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { data: served } = useQuery(labelsQuery);
  const { data: kinds } = useQuery(kindsQuery);
  const labels = useMemo(() => labelsOf(served, kinds?.items, language), [served, kinds, language]);
  return <Context value={labels}>{children}</Context>;
}
