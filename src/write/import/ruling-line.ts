import { readChange } from '../../domain/change.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import type { ImportLine } from './import-line.js';
import { badLine } from './reject.js';

/**
 * The body of the same ruling over HTTP: the members of `ruling`, and those beside it, such as `externalId`.
 * @throws DomainProblem `invalid-input` for a member that is in both
 */
export function rulingBody(ruling: Json, beside: JsonObject): JsonObject {
  if (typeof ruling !== 'object' || ruling === null || Array.isArray(ruling))
    throw badLine('/ruling', 'must be an object with prefer or reject, and a reason');
  const twice = Object.keys(beside).find((name) => ruling[name] !== undefined);
  if (twice !== undefined) throw badLine(`/${twice}`, `is in the ruling, too; give it once`);
  return { ...ruling, ...beside };
}

/**
 * The ruling of a line; its `policyId` is '' if the line does not give it.
 * @throws DomainProblem `invalid-input`, with pointers into the line
 */
export function rulingOf(line: JsonObject, body: JsonObject): ImportLine['change'] {
  const { policyId } = line;
  if (policyId !== undefined && (typeof policyId !== 'string' || policyId === ''))
    throw badLine('/policyId', 'must be a string that is not empty');
  try {
    return readChange({ rule: policyId ?? '', body });
  } catch (error) {
    if (!(error instanceof DomainProblem)) throw error;
    const errors = error.errors.map((each) => ({ ...each, pointer: placeOf(line, each.pointer ?? '') }));
    throw new DomainProblem(error.slug, error.detail, { errors });
  }
}

function placeOf(line: JsonObject, pointer: string): string {
  const [, member = ''] = pointer.split('/');
  return line[member] === undefined ? `/ruling${pointer}` : pointer;
}
