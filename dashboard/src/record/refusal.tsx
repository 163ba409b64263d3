import { Alert } from '@mantine/core';
import type { ApiProblem } from '../api/problem.js';
import { useWords } from '../words/language.js';

/** What the service refused, in its words. */
export function Refusal({ problem, error }: { problem: ApiProblem | null; error: Error | null }) {
  const words = useWords();
  if (!error) return null;
  const title =
    problem?.slug === 'already-superseded'
      ? words.alreadySuperseded
      : (problem?.document.title ?? words.failed);
  return (
    <Alert color="red" role="alert" title={title}>
      <p>{error.message}</p>
      <ul>
        {problem?.document.errors?.map(({ pointer, parameter, header, detail }, i) => (
          <li key={i}>
            <code>{pointer ?? parameter ?? header}</code> {detail}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
