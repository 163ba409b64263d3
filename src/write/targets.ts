import { RETRACTED, RULED } from '../domain/policy-event.js';
import { kindNamed } from '../domain/kinds/index.js';
import { DomainProblem } from '../domain/problem.js';
import { policyOf } from '../domain/stream.js';
import type { PolicyLogReader } from './policy-log.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The policy of the target of a correction or retraction.
 * @throws DomainProblem `development-not-known`; `retraction-is-final` if the target is a retraction
 */
export async function policyOfTarget(
  reader: Pick<PolicyLogReader, 'byEventId'>,
  eventId: string,
): Promise<string> {
  const event = UUID.test(eventId) ? await reader.byEventId(eventId) : null;
  if (event?.kind === RETRACTED) {
    const detail =
      'A retraction can be neither corrected nor retracted; record the development anew if it holds after all';
    throw new DomainProblem('retraction-is-final', detail);
  }
  if (!event || (!kindNamed(event.kind) && event.kind !== RULED))
    throw new DomainProblem('development-not-known', `There is no development ${eventId}`);
  return policyOf(event.stream);
}
