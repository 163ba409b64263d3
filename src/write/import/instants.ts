import { DomainProblem } from '../../domain/problem.js';
import type { ImportLine } from './import-line.js';
import { badLine } from './reject.js';

/**
 * The rules for instants that a file gives: none in the future, none before that of a line before.
 * @param given of the last line that was taken; null: none was
 * @throws DomainProblem `invalid-input`
 */
export function checkInstant({ recordedAt }: ImportLine, given: string | null, now: string): void {
  if (recordedAt === null) return;
  if (recordedAt > now) throw badLine('/recordedAt', `lies in the future: it is ${now} now`);
  if (given !== null && recordedAt < given)
    throw badLine(
      '/recordedAt',
      `is earlier than ${given} of a line before; instants may not descend within a file`,
    );
}

/** The refusal of the whole file: the log only grows at its end. */
export function belowHead({ number, recordedAt }: ImportLine, reason: string): DomainProblem {
  const detail = `Line ${number} is the first new one, and its recordedAt ${recordedAt ?? ''} lies before the end of the log (${reason}); nothing more was recorded. Leave recordedAt out to record these lines now`;
  return new DomainProblem('backfill-below-head', detail, { errors: [{ pointer: '/recordedAt', detail }] });
}
