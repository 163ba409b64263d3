import type { Change } from '../../domain/change.js';
import { warningsOf } from '../../domain/claims/warnings.js';
import { decide } from '../../domain/decide.js';
import { externalKey } from '../../domain/external-key.js';
import { kindNamed } from '../../domain/kinds/index.js';
import type { PolicyAggregate } from '../../domain/policy-aggregate.js';
import { RETRACTED, RULED, type PolicyEvent } from '../../domain/policy-event.js';
import { DomainProblem, type DomainSlug } from '../../domain/problem.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import type { Append, IdempotencyKey } from '../../event-store/event.js';
import type { Actor } from '../command-metadata.js';
import { refusedKey } from '../idempotency-keys.js';
import { eventToAppend } from '../new-event.js';
import type { ImportLine } from './import-line.js';
import type { LineWarning } from './import-report.js';
import type { KnownKey } from './import-logs.js';
import {
  nameOfPolicy,
  type NameInLine,
  digestOfLine,
  firstKey,
  isRepeatable,
  keyAfterRetraction,
  keyOf,
} from './line-keys.js';
import { inside } from './reject.js';
import type { ImportedPolicies, ImportedPolicy } from './imported-policies.js';

/** The decision on a line that is not rejected. */
export type LineDecision =
  /** `anew`: the log has an equal development, but it was retracted, or another line has contradicted it since. */
  | {
      outcome: 'append';
      policyId: string;
      append: Append;
      anew: boolean;
      warnings: Omit<LineWarning, 'line'>[];
    }
  /** `ours`: recorded by this import before it was interrupted; false for a repeated line of the file. */
  | { outcome: 'alreadyDone'; position: number; ours: boolean; anew: boolean };

/** The context of a decision: the log, and what earlier lines are about to append. */
export interface LineContext {
  known: ReadonlyMap<string, KnownKey>;
  policies: ImportedPolicies;
  by: Actor;
  /** The end of the log when this run of the import began. */
  beganAt: number;
  /** The provisional position of the event; only the order of such positions matters. */
  nextPosition: number;
}

/**
 * Decides a line. If it is to be appended, its policy already includes it.
 * @throws DomainProblem if the line is rejected
 */
export function decideLine(line: ImportLine, context: LineContext): LineDecision {
  const { change } = line;
  if (change.type === 'register') return decideRegistration(line, change, context);
  const { aimed, policyId } = aim(change, context);
  const digest = digestOfLine(line, aimed);
  const policy = context.policies.get(policyId);
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
  return appending(line, aimed, policy, { keys: [{ key, digest }], anew }, context);
}

function decideRegistration(
  line: ImportLine,
  change: Extract<Change, { type: 'register' }>,
  context: LineContext,
): LineDecision {
  const policy = context.policies.get(change.policyId);
  if (policy.aggregate.isRegisteredAs(change.header)) return alreadyDone(policy, false, context);
  if (policy.aggregate.isRegistered) throw registeredOtherwise(change.policyId);
  return appending(line, change, policy, { keys: [], anew: false }, context);
}

/** Position of a recorded event, and the request that recorded it. */
type Recording = Pick<KnownKey, 'position' | 'correlationId'>;

const alreadyDone = (recording: Recording, anew: boolean, context: LineContext): LineDecision => ({
  outcome: 'alreadyDone',
  position: recording.position,
  ours: isOurs(recording, context),
  anew,
});

const isOurs = ({ position, correlationId }: Recording, { by, beganAt }: LineContext): boolean =>
  correlationId === by.correlationId && position <= beganAt;

/** What this import recorded before an interruption counts as done, even if it was retracted meanwhile. */
const isRetracted = (known: KnownKey, { aggregate }: ImportedPolicy, context: LineContext): boolean =>
  aggregate.isRetracted(known.eventId) && !isOurs(known, context);

function appending(
  { eventId, recordedAt }: ImportLine,
  change: Change,
  { aggregate }: ImportedPolicy,
  { keys, anew }: { keys: IdempotencyKey[]; anew: boolean },
  { nextPosition: position, by: { actor, correlationId } }: LineContext,
): LineDecision {
  const decided = () => decide(change, aggregate, { eventId, actor, position, recordedAt: '' });
  const event = change.type === 'rule' ? inside('/ruling', decided) : decided();
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
  const warnings = warned(event, aggregate);
  aggregate.apply(event);
  return { outcome: 'append', policyId, append, anew, warnings };
}

function warned(event: PolicyEvent, aggregate: PolicyAggregate): Omit<LineWarning, 'line'>[] {
  if (event.type !== 'development') return [];
  return warningsOf(aggregate, event).map((warning) => {
    const externalId = aggregate.histories.version(warning.eventId)?.data.externalId;
    return externalId === undefined ? warning : { ...warning, externalId };
  });
}

/** The change of a line with its policy, and with the event id of what it corrects or retracts. @throws DomainProblem */
function aim(change: Change, { known }: LineContext): { aimed: Change; policyId: string } {
  const named = nameOfPolicy(change);
  if (!named) return { aimed: change, policyId: 'policyId' in change ? change.policyId : '' };
  const { eventId, stream } = targetOf(named, change, known);
  const policyId = policyOf(stream);
  return { aimed: 'target' in change ? { ...change, target: eventId } : { ...change, policyId }, policyId };
}

/** @throws DomainProblem `development-not-known`, `retraction-is-final`, `ruling-not-correctable` */
function targetOf({ name, pointer }: NameInLine, { type }: Change, known: LineContext['known']): KnownKey {
  const refused = (slug: DomainSlug, detail: string): DomainProblem =>
    new DomainProblem(slug, detail, { errors: [{ pointer, detail }] });
  const target = known.get(externalKey(name));
  if (target?.kind === RETRACTED)
    throw refused(
      'retraction-is-final',
      `${name} is a retraction, which can be neither corrected nor retracted`,
    );
  if (target?.kind === RULED && type === 'correct')
    throw refused('ruling-not-correctable', `${name} is a ruling; rule anew, or retract it`);
  if (target && (kindNamed(target.kind) || target.kind === RULED)) return target;
  const hint = type === 'rule' ? '; to name it by its event id, say the policyId, too' : '';
  throw refused(
    'development-not-known',
    `No development has the externalId ${name}, in the lines before or in the log${hint}`,
  );
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
