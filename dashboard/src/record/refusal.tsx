import { Alert } from '@mantine/core';
import type { ApiProblem } from '@policy-timeline/client';
import { faultText } from '../parts/fault.js';
import { useWords } from '../words/language.js';
import { FieldList } from './field-list.js';

interface RefusalProps {
  problem: ApiProblem | null;
  error: Error | null;
  /** The label of the field of a JSON pointer. */
  nameOf?: ((pointer: string) => string) | undefined;
}

/** The service's refusal in its words; each problem links to its field. */
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
      <p>{faultText(error, words)}</p>
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
