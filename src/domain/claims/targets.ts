import type { Reference } from '../bodies/contradicts.js';
import { DomainProblem } from '../problem.js';
import type { Development } from '../policy-event.js';
import type { PolicyAggregate } from '../policy-aggregate.js';

/**
 * The live development that a reference in a body names.
 * @throws DomainProblem `invalid-input` if the policy has none; `already-superseded` with the live version
 */
export function liveTarget(policy: PolicyAggregate, reference: Reference, pointer: string): Development {
  const eventId = policy.resolve(reference);
  if (eventId === undefined || policy.isRuling(eventId))
    throw invalid(pointer, `${reference} is no development of this policy: give its event id or externalId`);
  policy.checkTarget(eventId, pointer);
  const version = policy.histories.version(eventId);
  if (!version) throw new Error(`${eventId} is live and not there`);
  return version;
}

export const invalid = (pointer: string, detail: string): DomainProblem =>
  new DomainProblem('invalid-input', 'The body has a mistake', { errors: [{ pointer, detail }] });
