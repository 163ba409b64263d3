import type { Shape } from '../fields/shape.js';
import type { Json, JsonObject } from '../json.js';
import type { InputError } from '../problem.js';

/** Rule for a part of a request body: a Shape without a widget, because no form asks for it. */
export type Rule = Pick<Shape, 'schema' | 'problems' | 'normalised'>;

/** A checked request, or all its problems. */
export type Checked<T> = { value: T } | { problems: InputError[] };

/** Enough to correct a body in few steps; also limits the size of the answer to a senseless body. */
const MOST_PROBLEMS = 100;

/** The refusal of a body: its first 100 problems, and whether there are more. */
export function refused(problems: readonly InputError[]): { problems: InputError[] } {
  if (problems.length <= MOST_PROBLEMS) return { problems: [...problems] };
  const rest = { pointer: '', detail: 'has further problems, which are not listed here' };
  return { problems: [...problems.slice(0, MOST_PROBLEMS), rest] };
}

/** The body as the rule stores it, or all its problems. Accepts any value. */
export function checkBody(rule: Rule, body: unknown): Checked<JsonObject> {
  const problems = rule.problems(body, '');
  return problems.length > 0 ? refused(problems) : { value: normalised(rule, body as Json) as JsonObject };
}

/** The value as the rule stores it; call it only for a value without problems. */
export function normalised(rule: Rule, value: Json): Json {
  return rule.normalised ? rule.normalised(value) : value;
}

/** The rule as a separate JSON Schema (2020-12). */
export function bodySchema(title: string, description: string, { schema }: Rule): JsonObject {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schema };
}
