import { Button } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../words/language.js';
import { Conflict } from './conflict.js';
import { FieldList } from './field-list.js';
import { Refusal } from './refusal.js';
import type { ChangeUnderWay } from './use-change.js';

interface ClosingProps {
  label: string;
  policyId: string;
  /** The position up to which the writer has read. */
  seen: number;
  change: ChangeUnderWay;
  disabled: boolean;
  color?: string;
  /** Why the button is disabled: JSON pointers of missing fields. */
  missing?: readonly string[];
  /** The label of the field of a JSON pointer. */
  nameOf?: (pointer: string) => string;
}

/** The end of a form: refusals, changes recorded by others meanwhile, and the send button. */
export function Closing({
  label,
  policyId,
  seen,
  change,
  disabled,
  color,
  missing = [],
  nameOf,
}: ClosingProps) {
  const words = useWords();
  const id = useId();
  const { submit, pending, problem, error } = change;
  const conflict = problem?.slug === 'version-mismatch' || problem?.slug === 'version-conflict';
  return (
    <>
      {conflict ? (
        <Conflict policyId={policyId} problem={problem} seen={seen} again={submit} />
      ) : (
        <Refusal problem={problem} error={error} nameOf={nameOf} />
      )}
      {missing.length > 0 && (
        <div id={id} className="missing">
          {words.stillMissing}
          <FieldList items={missing.map((pointer) => ({ pointer, name: nameOf?.(pointer) ?? pointer }))} />
        </div>
      )}
      <Button
        type="submit"
        loading={pending}
        disabled={disabled}
        {...(missing.length > 0 && { 'aria-describedby': id })}
        {...(color !== undefined && { color })}
      >
        {label}
      </Button>
    </>
  );
}
