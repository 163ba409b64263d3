import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerStatusQuery } from '../api/queries.js';
import type { Basis } from '../time/basis.js';
import { addressOf, queryOf } from '../time/basis.js';
import { useWords } from '../words/language.js';

/** Whether a pinned answer is still the current knowledge of its day; empty if the page is not pinned. */
export function AnswerStatus({ policyId, basis }: { policyId: string; basis: Basis }) {
  const words = useWords();
  const { asOf, knownAt, position, publishedBy, uncertain } = basis;
  const pinned = asOf !== undefined && (knownAt !== undefined || position !== undefined);
  const { data } = useQuery({ ...answerStatusQuery(policyId, basis), enabled: pinned });
  if (!pinned || !data) return null;
  if (data.status === 'best-known') return <p>{words.stillBest}</p>;
  const search = queryOf({
    ...addressOf({ asOf, publishedBy, uncertain }),
    ...addressOf({ asOf, knownAt, position }, 'from'),
  }) as Record<string, string>;
  return (
    <p role="status">
      {words.changedSince(data.fields.join(', '))}{' '}
      <Link to="/policies/$policyId/compare" params={{ policyId }} search={search}>
        {words.showChanges}
      </Link>
    </p>
  );
}
