import type { Change } from './change.js';
import { drawLinks } from './claims/draw-links.js';
import { makeRuling } from './claims/make-ruling.js';
import type { Development, PolicyEvent } from './policy-event.js';
import type { PolicyAggregate } from './policy-aggregate.js';

/** What is known of the event before it is appended. */
export interface DecisionContext {
  eventId: string;
  actor: string;
  /** Greater than the positions of all events that the aggregate has seen. */
  position: number;
  /** RFC 3339 UTC; '' if nothing depends on it. */
  recordedAt: string;
  /** The version that the client has seen: the change is refused if the policy has another one. */
  ifVersion?: number | undefined;
}

/**
 * Decides which event a change leads to. The only place that decides: HTTP, dry runs and imports all call it.
 *
 * @throws DomainProblem `policy-already-registered`; `policy-not-known`, `version-mismatch`; for developments
 *   `field-shape-conflict`, `sequence-contradiction`, and what `drawLinks` throws; for corrections and retractions
 *   `development-not-known`, `already-superseded`, `ruling-not-correctable`; for rulings what `makeRuling` throws
 */
export function decide(change: Change, policy: PolicyAggregate, context: DecisionContext): PolicyEvent {
  const { eventId, actor, position, recordedAt } = context;
  if (change.type === 'register') {
    policy.checkUnregistered();
    const { header } = change;
    return { type: 'registered', eventId, position, recordedAt, reconstructed: false, actor, header };
  }
  policy.checkVersion(context.ifVersion);
  if (change.type === 'amend') {
    const { changes } = change;
    return { type: 'amended', eventId, position, recordedAt, reconstructed: false, actor, changes };
  }
  if (change.type === 'rule') {
    const data = makeRuling(policy, change.input);
    return { type: 'ruling', eventId, position, recordedAt, reconstructed: false, actor, data };
  }
  if ('target' in change && policy.isRuling(change.target))
    policy.checkRulingTarget(change.target, change.type);
  else if (change.type === 'retract') policy.checkTarget(change.target);
  if (change.type === 'retract') {
    const data = { retracts: change.target, ...change.input };
    return { type: 'retraction', eventId, position, recordedAt, reconstructed: false, actor, data };
  }
  const { kind, effects, contradicts } = change.input;
  const data =
    change.type === 'correct' ? { ...change.input.data, corrects: change.target } : change.input.data;
  const development: Development = {
    ...{ type: 'development', eventId, position, recordedAt, reconstructed: false, actor },
    ...{ kind: kind.kind, data, effects },
  };
  if (contradicts) development.data = { ...data, contradicts: drawLinks(policy, development, contradicts) };
  policy.checkDevelopment(development);
  return development;
}
