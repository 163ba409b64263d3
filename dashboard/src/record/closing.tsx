import { Button } from '@mantine/core';
import { Conflict } from './conflict.js';
import { Refusal } from './refusal.js';
import type { ChangeUnderWay } from './use-change.js';

interface ClosingProps {
  label: string;
  policyId: string;
  /** The position up to which the writer had read. */
  seen: number;
  change: ChangeUnderWay;
  disabled: boolean;
  color?: string;
}

/** The end of a form: what was refused or recorded by somebody else meanwhile, and the button that sends it. */
export function Closing({ label, policyId, seen, change, disabled, color }: ClosingProps) {
  const { submit, pending, problem, error } = change;
  const conflict = problem?.slug === 'version-mismatch' || problem?.slug === 'version-conflict';
  return (
    <>
      {conflict ? (
        <Conflict policyId={policyId} problem={problem} seen={seen} again={submit} />
      ) : (
        <Refusal problem={problem} error={error} />
      )}
      <Button type="submit" loading={pending} disabled={disabled} {...(color !== undefined && { color })}>
        {label}
      </Button>
    </>
  );
}
