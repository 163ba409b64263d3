import { validateSync } from 'class-validator';
import { fieldsOf, problemsIn } from './field.js';
import { isObject, type PayloadProblem } from './shape.js';
import { unknownMembers } from './unknown-members.js';

/** All that is wrong with a payload of the class, each at its place; empty when it is valid. Any value may be given. */
export function payloadProblems(payloadClass: new () => object, payload: unknown): PayloadProblem[] {
  if (!isObject(payload)) return [{ pointer: '', detail: 'must be an object' }];
  const fields = fieldsOf(payloadClass);
  const names = [...fields.keys()];
  const instance = new payloadClass();
  for (const name of names) Reflect.set(instance, name, payload[name]);
  return [
    ...unknownMembers(payload, names, 'this kind'),
    ...validateSync(instance).flatMap(({ property, value }) => {
      const field = fields.get(property);
      return field ? problemsIn(field, value) : [];
    }),
  ];
}
