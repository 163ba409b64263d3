import { isObject, type PayloadProblem } from '../fields/shape.js';
import { unknownMembers } from '../fields/unknown-members.js';
import type { Json, JsonObject } from '../json.js';
import { normalised, type Rule } from './rule.js';

/** A member of a body: its rule, its description and its default. */
export interface Member {
  rule: Rule;
  about: string;
  required?: true;
  /** Stored when the member is left out. */
  default?: Json;
}

/**
 * An object with these members and no others. Written with loops, because every line of an import is checked here several
 * times. `whose` completes "is not a property of …".
 */
export function objectRule(whose: string, members: Readonly<Record<string, Member>>): Rule {
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
        if (given !== undefined) stored[name] = normalised(member.rule, given);
        else if (member.default !== undefined) stored[name] = member.default;
      }
      return stored;
    },
  };
}

const FINE: PayloadProblem[] = [];

function memberProblems({ rule, required }: Member, value: unknown, pointer: string): PayloadProblem[] {
  if (value !== undefined) return rule.problems(value, pointer);
  return required ? [{ pointer, detail: 'is missing' }] : FINE;
}

function memberSchema({ rule, about, default: standIn }: Member): JsonObject {
  return { ...rule.schema, description: about, ...(standIn === undefined ? {} : { default: standIn }) };
}
