import { validateSync } from 'class-validator';
import { nearest } from '../nearest.js';
import { fieldsOf, problemsIn } from './field.js';
import { isObject, pointerTo, type PayloadProblem } from './shape.js';

/** All that is wrong with a payload of the class, each at its place; empty when it is valid. Any value may be given. */
export function payloadProblems(payloadClass: new () => object, payload: unknown): PayloadProblem[] {
  if (!isObject(payload)) return [{ pointer: '', detail: 'must be an object' }];
  const fields = fieldsOf(payloadClass);
  const names = [...fields.keys()];
  // Not class-validator's whitelist: that takes "constructor" and "toString" for known properties.
  const unknown = Object.keys(payload).filter((name) => !fields.has(name));
  const instance = new payloadClass();
  for (const name of names) Reflect.set(instance, name, payload[name]);
  return [
    ...unknown.map((name) => ({
      pointer: pointerTo('', name),
      detail: 'is not a property of this kind',
      allowed: names,
      didYouMean: nearest(name, names),
    })),
    ...validateSync(instance).flatMap(({ property, value }) => {
      const field = fields.get(property);
      return field ? problemsIn(field, value) : [];
    }),
  ];
}
