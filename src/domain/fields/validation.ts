import { problemsIn, type PayloadField } from './field.js';
import { isObject, type PayloadProblem } from './shape.js';
import { unknownMembers } from './unknown-members.js';

/**
 * All that is wrong with a payload of these fields, each at its place; empty when it is valid. Any value may be given. The rules are
 * those that the decorators give to class-validator; asked here without it, which costs a third of what an import line does.
 */
export function payloadProblems(
  fields: ReadonlyMap<string, PayloadField>,
  payload: unknown,
): PayloadProblem[] {
  if (!isObject(payload)) return [{ pointer: '', detail: 'must be an object' }];
  const problems = unknownMembers(payload, [...fields.keys()], 'this kind');
  for (const [name, field] of fields)
    // Not what an object inherits: "constructor" and "toString" are no members.
    problems.push(...problemsIn(field, Object.hasOwn(payload, name) ? payload[name] : undefined));
  return problems;
}
