import { checkDevelopment } from '../domain/bodies/development.js';
import { checkRetraction } from '../domain/bodies/retraction.js';
import type { Json } from '../domain/json.js';
import type { Development, Retraction } from '../domain/policy-event.js';
import type { PolicyLedger } from '../domain/policy-ledger.js';
import type { LogReader } from '../event-store/read.js';
import { accept } from './accept.js';
import { policyOfTarget } from './targets.js';

/** What a change is about: the policy to record for, or the development to correct or to retract. */
export type Aim = { record: string } | { correct: string } | { retract: string };

/** A change as it would stand in the log, but for its place there. */
interface Proposal {
  policyId: string;
  /** @throws DomainProblem if the policy does not allow it */
  check: (ledger: PolicyLedger) => void;
  event: Pick<Development, 'type' | 'kind' | 'data' | 'effects'> | Pick<Retraction, 'type' | 'data'>;
}

/** Reads a change that is not to be written. @throws DomainProblem `invalid-input`, `development-not-known` */
export async function propose(aim: Aim, body: Json, eventId: string, reader: LogReader): Promise<Proposal> {
  if ('retract' in aim) {
    const data = accept(checkRetraction(body));
    return {
      policyId: await policyOfTarget(reader, aim.retract),
      check: (ledger) => ledger.checkTarget(aim.retract),
      event: { type: 'retraction', data: { retracts: aim.retract, ...data } },
    };
  }
  const { kind, data, effects } = accept(checkDevelopment(body));
  const event = { type: 'development', kind: kind.kind, effects } as const;
  if ('record' in aim)
    return {
      policyId: aim.record,
      check: (ledger) => {
        ledger.checkRecord(eventId, kind.kind, data, effects);
      },
      event: { ...event, data },
    };
  return {
    policyId: await policyOfTarget(reader, aim.correct),
    check: (ledger) => {
      ledger.checkCorrection(aim.correct, eventId, kind.kind, data, effects);
    },
    event: { ...event, data: { ...data, corrects: aim.correct } },
  };
}
