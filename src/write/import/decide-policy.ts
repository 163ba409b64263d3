import { REGISTERED } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import { newEvent, PLAIN_SCHEMA } from '../new-event.js';
import { alreadyDone, appending, type Circumstances, type Decision } from './decision.js';
import type { PolicyLine } from './import-line.js';

/** What becomes of a line with a policy. @throws DomainProblem `policy-already-registered` */
export function decidePolicy(line: PolicyLine, at: Circumstances): Decision {
  const { policyId, header } = line.input;
  const policy = at.policies.get(policyId);
  if (policy.isRegisteredAs(header)) return alreadyDone(policy, at);
  if (policy.registered !== null) {
    const detail = `${policyId} is registered already, with other content; amend it instead`;
    throw new DomainProblem('policy-already-registered', detail, {
      errors: [{ pointer: '/policy/id', detail }],
    });
  }
  const { eventId } = line;
  const event = newEvent(REGISTERED, PLAIN_SCHEMA, header, eventId);
  const { nextPosition: position, by } = at;
  const meant = {
    type: 'registered' as const,
    ...{ eventId, position, recordedAt: '', reconstructed: false, actor: by.actor, header },
  };
  return appending(line, policyId, event, meant, [], at);
}
