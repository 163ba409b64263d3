import { useQuery } from '@tanstack/react-query';
import { stateQuery } from '../api/queries.js';
import { inLanguage, useLanguage } from '../words/language.js';

/** What a policy is called, as known now; its id until that has come. */
export function PolicyTitle({ policyId }: { policyId: string }) {
  const { language } = useLanguage();
  const { data } = useQuery(stateQuery(policyId, {}));
  return data?.policyId === policyId ? inLanguage(language, data.title, data.titles) : policyId;
}
