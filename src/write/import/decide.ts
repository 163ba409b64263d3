import { externalKey } from '../../domain/external-key.js';
import { kindNamed } from '../../domain/kinds/index.js';
import { RETRACTED, type Development, type Retraction } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import { policyOf } from '../../domain/stream.js';
import { refusedKey } from '../keys.js';
import { newEvent, PLAIN_SCHEMA } from '../new-event.js';
import { decidePolicy } from './decide-policy.js';
import { alreadyDone, appending, type Circumstances, type Decision } from './decision.js';
import type { CorrectLine, ImportLine, RetractLine } from './import-line.js';
import type { KnownKey } from './import-log.js';
import { keyOfChange } from './line-keys.js';

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
  if (known) return alreadyDone(known, at);
  const policyId = line.type === 'record' ? line.policyId : policyOf(target?.stream ?? '');
  const { ledger } = at.policies.get(policyId);
  if (ledger.version === 0) throw notRegistered(policyId);
  const { eventId } = line;
  const { nextPosition: position, by } = at;
  // Written out, not spread: this is done for every line of every file.
  const envelope = { eventId, position, recordedAt: '', reconstructed: false, actor: by.actor };
  if (line.type === 'retract') {
    ledger.checkTarget(target?.eventId ?? '');
    const data = { retracts: target?.eventId ?? '', ...line.input };
    const retraction: Retraction = Object.assign(envelope, { type: 'retraction' as const, data });
    return appending(line, policyId, newEvent(RETRACTED, PLAIN_SCHEMA, data, eventId), retraction, [key], at);
  }
  const { kind, data, effects } = line.input;
  if (target) {
    ledger.checkCorrection(target.eventId, eventId, kind.kind, data, effects);
    data.corrects = target.eventId;
  } else ledger.checkRecord(eventId, kind.kind, data, effects);
  const event = newEvent(kind.kind, kind.schemaVersion, data, eventId);
  const said = { type: 'development' as const, kind: kind.kind, data, effects };
  const development: Development = Object.assign(envelope, said);
  return appending(line, policyId, event, development, [key], at);
}

function notRegistered(policyId: string): DomainProblem {
  const detail = `No policy ${policyId} is registered by the lines before, or in the log`;
  return new DomainProblem('policy-not-known', `No policy ${policyId} is registered`, {
    errors: [{ pointer: '/policyId', detail }],
  });
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
