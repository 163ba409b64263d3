import type { Kind } from './define-kind.js';
import type { Effect } from './effect.js';
import { pointerTo, type PayloadProblem, isObject } from './values/value.js';
import { edtfProblems } from './values/texts.js';
import { collectionOf, nameOf } from './field-path.js';
import type { JsonObject } from './json.js';
import { problemsIn, type PayloadField } from './values/fields.js';
import { unknownMembers } from './values/object.js';

/** A payload as stored, or all its problems. */
export type CheckedPayload = { payload: JsonObject } | { problems: PayloadProblem[] };

/**
 * Checks a payload against its kind. It is stored as given, except that fiscal years become their EDTF text; pointers start at
 * the payload. Besides each property, the effects are checked together: no field twice, no name both as a value and as a
 * collection, and only dates in `expected`.
 */
export function checkPayload(kind: Kind, given: unknown): CheckedPayload {
  const problems = payloadProblems(kind.fields, given);
  if (problems.length > 0) return { problems };
  const payload = normalised(kind, given as JsonObject);
  const contradictions = contradictionsIn(kind.effects(payload)).map(({ effect, detail }) => ({
    pointer: pointerOf(effect, payload),
    detail,
  }));
  return contradictions.length > 0 ? { problems: contradictions } : { payload };
}

function normalised(kind: Kind, given: JsonObject): JsonObject {
  const payload: JsonObject = {};
  for (const [name, value] of Object.entries(given))
    payload[name] = kind.fields.get(name)?.value.normalised?.(value) ?? value;
  return payload;
}

function contradictionsIn(effects: readonly Effect[]): { effect: Effect; detail: string }[] {
  const fields = new Set<string>();
  const collections = new Map<string, boolean>();
  const found: { effect: Effect; detail: string }[] = [];
  for (const effect of effects) {
    const { field } = effect;
    const name = nameOf(field);
    const isCollection = field !== name;
    if (fields.has(field)) found.push({ effect, detail: `${field} is set twice by this payload` });
    if ((collections.get(name) ?? isCollection) !== isCollection)
      found.push({ effect, detail: `${name} cannot be a value and a collection at once` });
    if ('set' in effect && effect.set !== null && collectionOf(field) === 'expected')
      for (const { detail } of edtfProblems(effect.set, ''))
        found.push({ effect, detail: `${field} holds a date: ${detail}` });
    fields.add(field);
    collections.set(name, isCollection);
  }
  return found;
}

/** The pointer to where the payload says it: the map entry of that name, else the property with that value, else the whole payload. */
function pointerOf(effect: Effect, payload: JsonObject): string {
  for (const [name, value] of Object.entries(payload)) {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isMap && Object.hasOwn(value, effect.field)) return pointerTo(pointerTo('', name), effect.field);
    if ('set' in effect && value === effect.set) return pointerTo('', name);
  }
  return '';
}

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
