import { externalKey } from '../../domain/external-key.js';
import { kindNamed } from '../../domain/kinds/index.js';
import {
  REGISTERED,
  RETRACTED,
  type Development,
  type PolicyEvent,
  type Retraction,
} from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { digestOf } from '../../event-store/canonical.js';
import type { Append, IdempotencyKey, NewEvent } from '../../event-store/event.js';
import type { Author } from '../author.js';
import { refusedKey } from '../keys.js';
import { newEvent, PLAIN_SCHEMA } from '../new-event.js';
import {
  externalIdOfLine,
  type CorrectLine,
  type ImportLine,
  type PolicyLine,
  type RetractLine,
} from './import-line.js';
import type { KnownKey } from './import-log.js';
import type { ImportedPolicies } from './policies.js';

export type Decision =
  | { outcome: 'append'; policyId: string; append: Append }
  /** `ours`: by this very import, before it was interrupted. */
  | { outcome: 'alreadyDone'; position: number; ours: boolean };

/** What a line is judged by: the log, and what the lines before it are about to append. */
export interface Circumstances {
  known: ReadonlyMap<string, KnownKey>;
  policies: ImportedPolicies;
  by: Author;
  /** Of the events to come; only their order counts. */
  nextPosition: number;
}

/** The name under which the log is to remember a line; policies are remembered by their streams. */
export function keyOf(line: ImportLine): string | undefined {
  if (line.type === 'policy') return undefined;
  const externalId = externalIdOfLine(line);
  return externalId === undefined ? `line:${line.ownName}` : externalKey(externalId);
}

/**
 * What becomes of a line. If it is to be appended, its policy already counts it.
 * @throws DomainProblem if the line is a reject
 */
export function decide(line: ImportLine, at: Circumstances): Decision {
  if (line.type === 'policy') return decidePolicy(line, at);
  const target = line.type === 'record' ? null : targetOf(line, at);
  const key = keyOfChange(line, target?.eventId ?? null);
  const known = at.known.get(key.key);
  if (known && known.digest !== key.digest) throw refusedKey(key.key);
  if (known)
    return {
      outcome: 'alreadyDone',
      position: known.position,
      ours: known.correlationId === at.by.correlationId,
    };
  const policyId = line.type === 'record' ? line.policyId : policyOf(target?.stream ?? '');
  const { ledger } = at.policies.get(policyId);
  if (ledger.version === 0)
    throw new DomainProblem('policy-not-known', `No policy ${policyId} is registered`, {
      errors: [
        {
          pointer: '/policyId',
          detail: `No policy ${policyId} is registered by the lines before, or in the log`,
        },
      ],
    });
  const { eventId } = line;
  if (line.type === 'retract') {
    ledger.checkTarget(target?.eventId ?? '');
    const data = { retracts: target?.eventId ?? '', ...line.input };
    const retraction: Retraction = { ...envelope(line, at), type: 'retraction', data };
    return appending(line, policyId, newEvent(RETRACTED, PLAIN_SCHEMA, data, eventId), retraction, [key], at);
  }
  const { kind, data: said, effects } = line.input;
  if (target) ledger.checkCorrection(target.eventId, eventId, kind.kind, said, effects);
  else ledger.checkRecord(eventId, kind.kind, said, effects);
  const data = target ? { ...said, corrects: target.eventId } : said;
  const development: Development = {
    ...envelope(line, at),
    type: 'development',
    kind: kind.kind,
    data,
    effects,
  };
  return appending(
    line,
    policyId,
    newEvent(kind.kind, kind.schemaVersion, data, eventId),
    development,
    [key],
    at,
  );
}

function decidePolicy(line: PolicyLine, at: Circumstances): Decision {
  const { policyId, header } = line.input;
  const policy = at.policies.get(policyId);
  if (policy.isRegisteredAs(header))
    return {
      outcome: 'alreadyDone',
      position: policy.position,
      ours: policy.correlationId === at.by.correlationId,
    };
  if (policy.registered !== null) {
    const detail = `${policyId} is registered already, with other content; amend it instead`;
    throw new DomainProblem('policy-already-registered', detail, {
      errors: [{ pointer: '/policy/id', detail }],
    });
  }
  const event = newEvent(REGISTERED, PLAIN_SCHEMA, header, line.eventId);
  return appending(line, policyId, event, { ...envelope(line, at), type: 'registered', header }, [], at);
}

/** The development that a line aims at. @throws DomainProblem `development-not-known`, `retraction-is-final` */
function targetOf(line: CorrectLine | RetractLine, { known }: Circumstances): KnownKey {
  const pointer = line.type === 'correct' ? '/corrects' : '/retracts';
  const target = known.get(externalKey(line.target));
  if (target?.kind === RETRACTED) {
    const detail = `${line.target} is a retraction, which can be neither corrected nor retracted`;
    throw new DomainProblem('retraction-is-final', detail, { errors: [{ pointer, detail }] });
  }
  if (!target || !kindNamed(target.kind)) {
    const detail = `No development has the externalId ${line.target}, in the lines before or in the log`;
    throw new DomainProblem('development-not-known', detail, { errors: [{ pointer, detail }] });
  }
  return target;
}

/** The digest is that of the same request over HTTP, so that neither way repeats what the other has recorded. */
function keyOfChange(line: Exclude<ImportLine, PolicyLine>, target: string | null): IdempotencyKey {
  const { body } = line;
  const content =
    line.type === 'record'
      ? { record: line.policyId, body }
      : line.type === 'correct'
        ? { correct: target, body }
        : { retract: target, body };
  return { key: keyOf(line) ?? '', digest: digestOf(content) };
}

const envelope = ({ eventId }: ImportLine, { nextPosition, by }: Circumstances) => ({
  eventId,
  position: nextPosition,
  recordedAt: '',
  reconstructed: false,
  actor: by.actor,
});

function appending(
  { recordedAt }: ImportLine,
  policyId: string,
  event: NewEvent,
  meant: PolicyEvent,
  keys: IdempotencyKey[],
  { policies, by }: Circumstances,
): Decision {
  const policy = policies.get(policyId);
  const append: Append = {
    stream: streamOf(policyId),
    expected: policy.ledger.version === 0 ? 'noStream' : policy.ledger.version,
    events: [event],
    keys,
    actor: by.actor,
    correlationId: by.correlationId,
    ...(recordedAt !== null && { recordedAt }),
  };
  policy.take(meant);
  return { outcome: 'append', policyId, append };
}
