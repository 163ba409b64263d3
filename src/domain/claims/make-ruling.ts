import type { RulingInput } from '../bodies/ruling.js';
import type { Development, FieldsOf, RulingData } from '../policy-event.js';
import type { PolicyAggregate } from '../policy-aggregate.js';
import { DomainProblem } from '../problem.js';
import { liveVersion, type DevelopmentHistory } from '../development-history.js';
import { linkedHistories } from './contests.js';
import { liveTarget } from './targets.js';

/**
 * A ruling as stored in the log: with the versions and fields that it judges, as of now.
 * @throws DomainProblem `invalid-input` for a reference that is no development of the policy, `already-superseded` with the
 *   live version, `contest-changed` if the contests have other members than expected
 */
export function makeRuling(policy: PolicyAggregate, input: RulingInput): RulingData {
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
