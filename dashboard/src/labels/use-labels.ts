import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { kindsQuery, labelsQuery } from '../api/queries.js';
import { useLanguage } from '../words/language.js';
import { labelsOf, type Labels } from './labels.js';

/** The labels of the service, in the reader's language. */
export function useLabels(): Labels {
  const { language } = useLanguage();
  const { data: served } = useQuery(labelsQuery);
  const { data: kinds } = useQuery(kindsQuery);
  return useMemo(() => labelsOf(served, kinds?.items, language), [served, kinds, language]);
}
