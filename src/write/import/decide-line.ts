import type { Change } from '../../domain/change.js';
import { decide } from '../../domain/decide.js';
import { externalKey } from '../../domain/external-key.js';
import { kindNamed } from '../../domain/kinds/index.js';
import { RETRACTED } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import type { Append, IdempotencyKey } from '../../event-store/event.js';
import type { Actor } from '../command-metadata.js';
import { refusedKey } from '../idempotency-keys.js';
import { eventToAppend } from '../new-event.js';
import type { ImportLine } from './import-line.js';
import type { KnownKey } from './log-port.js';
import { digestOfLine, firstKey, isRepeatable, keyAfterRetraction, keyOf } from './line-keys.js';
import type { ImportedPolicies, ImportedPolicy } from './imported-policies.js';

/** What becomes of a line that is not a reject. */
export type LineDecision =
  /** `anew`: the log has a development that says the same, but it was said otherwise since, or retracted. */
  | { outcome: 'append'; policyId: string; append: Append; anew: boolean }
  /** `ours`: by this very import, before it was interrupted; a line that is in the file twice is not. */
  | { outcome: 'alreadyDone'; position: number; ours: boolean; anew: boolean };

/** What a line is decided on: the log, and what the lines before it are about to append. */
export interface LineContext {
  known: ReadonlyMap<string, KnownKey>;
  policies: ImportedPolicies;
  by: Actor;
  /** Where the log ended when this run of the import began. */
  beganAt: number;
  /** Of the event to come; only the order of such positions counts. */
  nextPosition: number;
}

/**
 * What becomes of a line. If it is to be appended, its policy already counts it.
 * @throws DomainProblem if the line is a reject
 */
export function decideLine(line: ImportLine, context: LineContext): LineDecision {
  const { change } = line;
  if (change.type === 'register') {
    const policy = context.policies.get(change.policyId);
    if (policy.aggregate.isRegisteredAs(change.header)) return alreadyDone(policy, false, context);
    if (policy.aggregate.isRegistered) throw registeredOtherwise(change.policyId);
    return appending(line, change, policy, { keys: [], anew: false }, context);
  }
  const target = 'target' in change ? targetOf(change, context) : null;
  const digest = digestOfLine(line, target?.eventId ?? null);
  const policy = context.policies.get(
    'policyId' in change ? change.policyId : policyOf(target?.stream ?? ''),
  );
  let key = keyOf(line) ?? '';
  let known = context.known.get(key);
  if (known && known.digest !== digest) throw refusedKey(key);
  while (known && isRepeatable(line) && isRetracted(known, policy, context)) {
    key = keyAfterRetraction(key, known.eventId);
    known = context.known.get(key);
  }
  const anew = isRepeatable(line) && key !== firstKey(line);
  if (known) return alreadyDone(known, anew, context);
  if (!policy.aggregate.isRegistered) throw notRegistered(policy.aggregate.policyId);
  const aimed = 'target' in change ? { ...change, target: target?.eventId ?? '' } : change;
  return appending(line, aimed, policy, { keys: [{ key, digest }], anew }, context);
}

/** Where something is in the log, and by which request. */
type Recording = Pick<KnownKey, 'position' | 'correlationId'>;

const alreadyDone = (recording: Recording, anew: boolean, context: LineContext): LineDecision => ({
  outcome: 'alreadyDone',
  position: recording.position,
  ours: isOurs(recording, context),
  anew,
});

const isOurs = ({ position, correlationId }: Recording, { by, beganAt }: LineContext): boolean =>
  correlationId === by.correlationId && position <= beganAt;

/** What this import recorded before an interruption stays done, although it was retracted meanwhile. */
const isRetracted = (known: KnownKey, { aggregate }: ImportedPolicy, context: LineContext): boolean =>
  aggregate.isRetracted(known.eventId) && !isOurs(known, context);

function appending(
  { eventId, recordedAt }: ImportLine,
  change: Change,
  { aggregate }: ImportedPolicy,
  { keys, anew }: { keys: IdempotencyKey[]; anew: boolean },
  { nextPosition: position, by: { actor, correlationId } }: LineContext,
): LineDecision {
  const event = decide(change, aggregate, { eventId, actor, position, recordedAt: '' });
  const { policyId, version } = aggregate;
  const append: Append = {
    stream: streamOf(policyId),
    expected: version === 0 ? 'noStream' : version,
    events: [eventToAppend(event)],
    keys,
    actor,
    correlationId,
  };
  if (recordedAt !== null) append.recordedAt = recordedAt;
  aggregate.apply(event);
  return { outcome: 'append', policyId, append, anew };
}

/** The development that a line aims at. @throws DomainProblem `development-not-known`, `retraction-is-final` */
function targetOf(change: Change & { target: string }, { known }: LineContext): KnownKey {
  const pointer = change.type === 'correct' ? '/corrects' : '/retracts';
  const target = known.get(externalKey(change.target));
  if (target?.kind === RETRACTED) {
    const detail = `${change.target} is a retraction, which can be neither corrected nor retracted`;
    throw new DomainProblem('retraction-is-final', detail, { errors: [{ pointer, detail }] });
  }
  if (!target || !kindNamed(target.kind)) {
    const detail = `No development has the externalId ${change.target}, in the lines before or in the log`;
    throw new DomainProblem('development-not-known', detail, { errors: [{ pointer, detail }] });
  }
  return target;
}

function registeredOtherwise(policyId: string): DomainProblem {
  const detail = `${policyId} is registered already, with other content; amend it instead`;
  return new DomainProblem('policy-already-registered', detail, {
    errors: [{ pointer: '/policy/id', detail }],
  });
}

function notRegistered(policyId: string): DomainProblem {
  const detail = `No policy ${policyId} is registered by the lines before, or in the log`;
  return new DomainProblem('policy-not-known', `No policy ${policyId} is registered`, {
    errors: [{ pointer: '/policyId', detail }],
  });
}
