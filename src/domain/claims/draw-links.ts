import type { ContradictsInput } from '../bodies/contradicts.js';
import type { Development, FieldsOf } from '../policy-event.js';
import type { PolicyAggregate } from '../policy-aggregate.js';
import { invalid, liveTarget } from './targets.js';

/**
 * The links of a development as stored in the log: event ids of live versions, and the fields on which they contradict each
 * other.
 * @throws DomainProblem `invalid-input` if a reference is no other development of the policy, or if not both assign a given
 *   field; `already-superseded` with the live version
 */
export const drawLinks = (
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
  const common = fieldsOf(development).filter((field) => fieldsOf(target).includes(field));
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

const fieldsOf = ({ effects }: Development): string[] => [...new Set(effects.map(({ field }) => field))];
