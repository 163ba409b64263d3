import { ApiProblem } from '@policy-timeline/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stateQuery } from '../api/queries.js';
import { NotFound } from '../parts/not-found.js';
import { isChosen, type Basis } from '../time/basis.js';
import { today } from '../time/days.js';
import { basisInWords } from '../time/in-words.js';
import { inLanguage, useLanguage } from '../words/language.js';

/** Whether a policy does not exist, or was not known at the basis asked for. */
export const isUnknownPolicy = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.slug === 'policy-not-known';

/** Replaces the page of a policy that does not exist, or was not known at this basis. */
export function UnknownPolicy({ policyId, basis }: { policyId: string; basis: Basis }) {
  const { language, words } = useLanguage();
  // Without a chosen basis it is this question that was refused: asked again by this part, it would replace this part and so on.
  const now = useQuery({ ...stateQuery(policyId, {}), enabled: isChosen(basis) });
  if (now.isLoading) return <p role="status">{words.loading}</p>;
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
