import { Alert } from '@mantine/core';
import type { ApiProblem } from '../api/problem.js';
import { useWords } from '../words/language.js';
import { FieldList } from './field-list.js';

interface RefusalProps {
  problem: ApiProblem | null;
  error: Error | null;
  /** What the field of a JSON pointer is called in the form. */
  nameOf?: ((pointer: string) => string) | undefined;
}

/** What the service refused, in its words; each mistake leads to its field. */
export function Refusal({ problem, error, nameOf }: RefusalProps) {
  const words = useWords();
  if (!error) return null;
  const title =
    problem?.slug === 'already-superseded'
      ? words.alreadySuperseded
      : (problem?.document.title ?? words.failed);
  const errors = problem?.document.errors ?? [];
  return (
    <Alert color="red" role="alert" title={title}>
      <p>{error.message}</p>
      <FieldList
        items={errors.map(({ pointer, parameter, header, detail }) => ({
          pointer: pointer ?? '',
          name: pointer === undefined ? (parameter ?? header ?? '') : (nameOf?.(pointer) ?? pointer),
          detail,
        }))}
      />
    </Alert>
  );
}
