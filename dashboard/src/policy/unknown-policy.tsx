import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stateQuery } from '../api/queries.js';
import { NotFound } from '../parts/not-found.js';
import type { Basis } from '../time/basis.js';
import { today } from '../time/days.js';
import { basisInWords } from '../time/in-words.js';
import { inLanguage, useLanguage } from '../words/language.js';

/** Replaces the page of a policy that does not exist, or was not known at this basis. */
export function UnknownPolicy({ policyId, basis }: { policyId: string; basis: Basis }) {
  const { language, words } = useLanguage();
  const now = useQuery(stateQuery(policyId, {}));
  if (now.isPending) return <p role="status">{words.loading}</p>;
  if (!now.data) return <NotFound title={words.noSuchPolicy(policyId)} />;
  const { title, titles } = now.data;
  return (
    <NotFound title={words.notKnownYet}>
      <p role="status">
        {words.notKnownOn(inLanguage(language, title, titles), basisInWords(language, words, basis, today()))}{' '}
        <Link to="/policies/$policyId" params={{ policyId }} search={{}}>
          {words.asKnownNow}
        </Link>
      </p>
    </NotFound>
  );
}
