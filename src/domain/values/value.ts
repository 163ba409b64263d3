import type { Json, JsonObject } from '../json.js';
import type { InputError } from '../problem.js';

/** A problem of a value, with an RFC 6901 pointer to where it is. */
export interface PayloadProblem extends InputError {
  pointer: string;
}

/** The form input of a value; the dashboard has one component for each. */
export type Widget =
  | 'text'
  | 'textarea'
  | 'slug'
  | 'choice'
  | 'reference'
  | 'quantity'
  | 'money'
  | 'edtf'
  | 'field-path'
  | 'json'
  | 'slug-text-map'
  | 'milestones'
  | 'attributes';

/**
 * What a value may be, said once: as a check and as JSON Schema 2020-12. Payloads, bodies and exports are made of these; values
 * of a query string are read by a Parameter, which is one as well.
 */
export interface Value {
  schema: JsonObject;
  /** The problems of the value; `pointer` is its location. */
  problems(value: unknown, pointer: string): PayloadProblem[];
  /** The value as stored; called only for a value without problems. Without it, the value is stored unchanged. */
  normalised?(value: Json): Json;
}

/** A value that a form asks for. */
export interface FormValue extends Value {
  widget: Widget;
}

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

/** The body as it is stored, or all its problems. Accepts any value. */
export function checkBody(allowed: Value, body: unknown): Checked<JsonObject> {
  const problems = allowed.problems(body, '');
  return problems.length > 0 ? refused(problems) : { value: normalised(allowed, body as Json) as JsonObject };
}

/** The value as it is stored; call it only for a value without problems. */
export function normalised(allowed: Value, value: Json): Json {
  return allowed.normalised ? allowed.normalised(value) : value;
}

/** The value as a separate JSON Schema (2020-12). */
export function bodySchema(title: string, description: string, { schema }: Value): JsonObject {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schema };
}

/** One level deeper: `pointerTo('/permits', 'a/b')` is `/permits/a~1b` (RFC 6901, section 3). */
export function pointerTo(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** True for a JSON object, as opposed to null, an array or a scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The problems of each member of a list. A hole is a member that is `undefined`: flatMap would not visit it. Lists of programs may
 * have holes, those of JSON do not.
 */
export function problemsOfEach(
  list: readonly unknown[],
  pointer: string,
  problems: (member: unknown, pointer: string, index: number) => PayloadProblem[],
): PayloadProblem[] {
  return [...list].flatMap((member, index) => problems(member, `${pointer}/${index}`, index));
}
