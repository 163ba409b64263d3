import type { PolicyEvent } from '../../domain/policy-event.js';
import { streamOf } from '../../domain/stream.js';
import type { Append, IdempotencyKey, NewEvent } from '../../event-store/event.js';
import type { Author } from '../author.js';
import type { ImportLine } from './import-line.js';
import type { KnownKey } from './import-log.js';
import type { ImportedPolicies } from './policies.js';

/** What becomes of a line that is not a reject. */
export type Decision =
  | { outcome: 'append'; policyId: string; append: Append }
  /** `ours`: by this very import, before it was interrupted; a line that is in the file twice is not. */
  | { outcome: 'alreadyDone'; position: number; ours: boolean };

/** What a line is judged by: the log, and what the lines before it are about to append. */
export interface Circumstances {
  known: ReadonlyMap<string, KnownKey>;
  policies: ImportedPolicies;
  by: Author;
  /** Where the log ended when this run of the import began. */
  beganAt: number;
  /** Of the events to come; only their order counts. */
  nextPosition: number;
}

/** The line is in the log. */
export const alreadyDone = (
  { position, correlationId }: { position: number; correlationId: string | null },
  { by, beganAt }: Circumstances,
): Decision => ({
  outcome: 'alreadyDone',
  position,
  ours: correlationId === by.correlationId && position <= beganAt,
});

/**
 * The line becomes an event, and its policy counts it from now on.
 * @param event as the log will have it
 * @param meant the same in the words of the domain
 */
export function appending(
  { recordedAt }: ImportLine,
  policyId: string,
  event: NewEvent,
  meant: PolicyEvent,
  keys: IdempotencyKey[],
  { policies, by: { actor, correlationId } }: Circumstances,
): Decision {
  const policy = policies.get(policyId);
  const { version } = policy.ledger;
  const append: Append = {
    stream: streamOf(policyId),
    expected: version === 0 ? 'noStream' : version,
    events: [event],
    keys,
    actor,
    correlationId,
  };
  if (recordedAt !== null) append.recordedAt = recordedAt;
  policy.take(meant);
  return { outcome: 'append', policyId, append };
}
