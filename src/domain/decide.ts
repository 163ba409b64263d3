import type { Change } from './change.js';
import type { Development, PolicyEvent, FieldsOf, RulingData } from './policy-event.js';
import type { PolicyAggregate } from './policy-aggregate.js';
import type { ContradictsInput, Reference } from './bodies/contradicts.js';
import type { RulingInput } from './bodies/ruling.js';
import { DomainProblem } from './problem.js';
import { liveVersion, type DevelopmentHistory } from './development-history.js';
import { linkedHistories } from './claims/contests.js';

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

/**
 * The links of a development as stored in the log: event ids of live versions, and the fields on which they contradict each
 * other.
 * @throws DomainProblem `invalid-input` if a reference is no other development of the policy, or if not both assign a given
 *   field; `already-superseded` with the live version
 */
const drawLinks = (
  policy: PolicyAggregate,
  development: Development,
  said: readonly ContradictsInput[],
): FieldsOf[] =>
  said.map((link, i) => {
    const pointer = `/contradicts/${i}`;
    const target = liveTarget(policy, link.id, pointer);
    if (target.eventId === development.data.corrects)
      throw invalid(
        pointer,
        'names the development that this one corrects: either it replaces that one, or both stand',
      );
    return { eventId: target.eventId, fields: fieldsBetween(development, target, link.fields, pointer) };
  });

/** The fields of one link: the given ones, else the common ones; `status` only if it is the only one or the kinds are the same. */
function fieldsBetween(
  development: Development,
  target: Development,
  named: readonly string[] | undefined,
  pointer: string,
): string[] {
  const common = fieldsSetBy(development).filter((field) => fieldsSetBy(target).includes(field));
  const foreign = named?.find((field) => !common.includes(field));
  if (foreign !== undefined)
    throw invalid(
      `${pointer}/fields`,
      `${foreign} is not assigned by both; both assign ${common.join(', ') || 'nothing'}`,
    );
  if (named) return [...named];
  if (common.length === 0)
    throw invalid(
      pointer,
      `${target.eventId} and this development assign no common field, so they contradict each other on none`,
    );
  const others = common.filter((field) => field !== 'status');
  return others.length > 0 && development.kind !== target.kind ? others : common;
}

const fieldsSetBy = ({ effects }: Development): string[] => [...new Set(effects.map(({ field }) => field))];

/**
 * A ruling as stored in the log: with the versions and fields that it judges, as of now.
 * @throws DomainProblem `invalid-input` for a reference that is no development of the policy, `already-superseded` with the
 *   live version, `contest-changed` if the contests have other members than expected
 */
function makeRuling(policy: PolicyAggregate, input: RulingInput): RulingData {
  const { prefer, reject, expected, ...rest } = input;
  const rejected = reject?.map((reference, i) => liveTarget(policy, reference, `/reject/${i}`).eventId);
  const preferred = prefer === undefined ? undefined : liveTarget(policy, prefer, '/prefer');
  const over = preferred ? rivalsOf(policy, preferred) : [];
  if (expected && preferred) checkExpected(policy, preferred, over, expected);
  return {
    ...(preferred && { prefer: { eventId: preferred.eventId, fields: fieldsOf(over) } }),
    ...(over.length > 0 && { over }),
    ...(rejected && { reject: rejected }),
    ...rest,
  };
}

/** The other live members of the contests of a development, with the fields on which they contradict it. */
function rivalsOf(policy: PolicyAggregate, preferred: Development): FieldsOf[] {
  const history = policy.histories.of(preferred.eventId);
  const fields = new Map<DevelopmentHistory, string[]>();
  for (const [field, groups] of linkedHistories(policy.histories, () => true)) {
    if (!assigns(preferred, field)) continue;
    for (const rival of groups.find((group) => group.some((member) => member === history)) ?? [])
      if (rival !== history && assigns(liveVersion(rival), field))
        fields.set(rival, [...(fields.get(rival) ?? []), field]);
  }
  return [...fields].flatMap(([rival, own]) => {
    const live = liveVersion(rival);
    return live ? [{ eventId: live.eventId, fields: own }] : [];
  });
}

const assigns = (development: Development | null, field: string): boolean =>
  development?.effects.some((effect) => effect.field === field) ?? false;

const fieldsOf = (over: readonly FieldsOf[]): string[] =>
  [...new Set(over.flatMap(({ fields }) => fields))].sort();

/**
 * Those that earlier rulings took out of the contests need not be expected: answers do not list them among those that contradict each
 * other, and a ruling judges them as before.
 */
function checkExpected(
  policy: PolicyAggregate,
  preferred: Development,
  over: readonly FieldsOf[],
  expected: readonly string[],
): void {
  const members = [preferred.eventId, ...over.map(({ eventId }) => eventId)];
  const seen = new Set([
    preferred.eventId,
    ...expected.map((reference) => policy.resolve(reference) ?? reference),
  ]);
  const isMember = [...seen].every((eventId) => members.includes(eventId));
  const unseen = over.filter(({ eventId }) => !seen.has(eventId));
  if (isMember && unseen.every(({ eventId, fields }) => policy.hasLost(eventId, fields))) return;
  const detail = `the contests of ${preferred.eventId} have other members by now: ${members.join(', ')}`;
  throw new DomainProblem('contest-changed', detail, {
    errors: [{ pointer: '/expected', detail: 'look at the members again before you rule' }],
    extra: { members },
  });
}

/**
 * The live development that a reference in a body names.
 * @throws DomainProblem `invalid-input` if the policy has none; `already-superseded` with the live version
 */
function liveTarget(policy: PolicyAggregate, reference: Reference, pointer: string): Development {
  const eventId = policy.resolve(reference);
  if (eventId === undefined || policy.isRuling(eventId))
    throw invalid(pointer, `${reference} is no development of this policy: give its event id or externalId`);
  policy.checkTarget(eventId, pointer);
  const version = policy.histories.version(eventId);
  if (!version) throw new Error(`${eventId} is live and not there`);
  return version;
}

const invalid = (pointer: string, detail: string): DomainProblem =>
  new DomainProblem('invalid-input', 'The body has a mistake', { errors: [{ pointer, detail }] });
