import { problemsIn, type PayloadField } from './field.js';
import { isObject, type PayloadProblem } from './shape.js';
import { unknownMembers } from './unknown-members.js';

/**
 * All problems of a payload with these fields, each with its pointer; empty if it is valid. Accepts any value. The rules are
 * those that the decorators register with class-validator; they are called directly, because class-validator takes a third of
 * the time of an import line.
 */
export function payloadProblems(
  fields: ReadonlyMap<string, PayloadField>,
  payload: unknown,
): PayloadProblem[] {
  if (!isObject(payload)) return [{ pointer: '', detail: 'must be an object' }];
  const problems = unknownMembers(payload, [...fields.keys()], 'this kind');
  for (const [name, field] of fields)
    // Own properties only: "constructor" and "toString" are no members.
    problems.push(...problemsIn(field, Object.hasOwn(payload, name) ? payload[name] : undefined));
  return problems;
}
