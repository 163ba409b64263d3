import type { Shape } from '../fields/shape.js';
import type { Json, JsonObject } from '../json.js';
import type { InputError } from '../problem.js';

/** What a part of a request body may be: a Shape that no form asks for by itself, so that it needs no widget. */
export type Rule = Pick<Shape, 'schema' | 'problems' | 'normalised'>;

/** A request in the words of the domain, or all that is wrong with it. */
export type Checked<T> = { value: T } | { problems: InputError[] };

/** Enough to mend a body in few goes; the answer to a body of nonsense stays small. */
const MOST_PROBLEMS = 100;

/** The refusal of a body: its first 100 problems, and whether there are more. */
export function refused(problems: readonly InputError[]): { problems: InputError[] } {
  if (problems.length <= MOST_PROBLEMS) return { problems: [...problems] };
  const rest = { pointer: '', detail: 'has further problems, which are not listed here' };
  return { problems: [...problems.slice(0, MOST_PROBLEMS), rest] };
}

/** A body as the rule stores it, or all that is wrong with it. Any value may be given. */
export function checkBody(rule: Rule, body: unknown): Checked<JsonObject> {
  const problems = rule.problems(body, '');
  return problems.length > 0 ? refused(problems) : { value: normalised(rule, body as Json) as JsonObject };
}

/** The value as the rule stores it; only for a value without problems. */
export function normalised(rule: Rule, value: Json): Json {
  return rule.normalised ? rule.normalised(value) : value;
}

/** The rule as a JSON Schema (2020-12) of its own. */
export function bodySchema(title: string, description: string, { schema }: Rule): JsonObject {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schema };
}
