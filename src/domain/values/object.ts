import { isObject, type PayloadProblem, normalised, type Value, pointerTo } from './value.js';
import type { Json, JsonObject } from '../json.js';
import { nearest } from '../nearest.js';

/** A member of a body: its value, its description and its default. */
export interface Member {
  value: Value;
  about: string;
  required?: true;
  /** Stored when the member is left out. */
  default?: Json;
}

/**
 * An object with these members and no others. Written with loops, because every line of an import is checked here several
 * times. `whose` completes "is not a property of …".
 */
export function objectValue(whose: string, members: Readonly<Record<string, Member>>): Value {
  const names = Object.keys(members);
  const entries = Object.entries(members);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, member]) => [name, memberSchema(member)])),
      required: names.filter((name) => members[name]?.required),
      additionalProperties: false,
    },
    problems: (value, pointer) => {
      if (!isObject(value)) return [{ pointer, detail: `must be an object with ${names.join(', ')}` }];
      const problems = unknownMembers(value, names, whose, pointer);
      for (const [name, member] of entries) {
        const found = memberProblems(member, value[name], `${pointer}/${name}`);
        if (found.length > 0) problems.push(...found);
      }
      return problems;
    },
    normalised: (value) => {
      const stored: JsonObject = {};
      for (const [name, member] of entries) {
        const given = (value as JsonObject)[name];
        if (given !== undefined) stored[name] = normalised(member.value, given);
        else if (member.default !== undefined) stored[name] = member.default;
      }
      return stored;
    },
  };
}

const FINE: PayloadProblem[] = [];

function memberProblems(
  { value: allowed, required }: Member,
  value: unknown,
  pointer: string,
): PayloadProblem[] {
  if (value !== undefined) return allowed.problems(value, pointer);
  return required ? [{ pointer, detail: 'is missing' }] : FINE;
}

function memberSchema({ value, about, default: standIn }: Member): JsonObject {
  return { ...value.schema, description: about, ...(standIn === undefined ? {} : { default: standIn }) };
}

/** Limits the cost of a body with many thousands of unknown names: each needs a comparison with all known ones. */
const MOST_NAMED = 100;

/**
 * The unknown members of an object, each with the nearest known one; at most 100. `whose` completes "is not a property of …".
 * class-validator's whitelist is not used, because it takes "constructor" and "toString" for known properties.
 */
export function unknownMembers(
  given: object,
  known: readonly string[],
  whose: string,
  pointer = '',
): PayloadProblem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .slice(0, MOST_NAMED)
    .map((name) => ({
      pointer: pointerTo(pointer, name),
      detail: `is not a property of ${whose}`,
      allowed: known,
      didYouMean: nearest(name, known),
    }));
}
