import type { Json, JsonObject } from '../json.js';
import type { InputError } from '../problem.js';

/** What is wrong in a payload, and exactly where: an RFC 6901 pointer from the payload on. */
export interface PayloadProblem extends InputError {
  pointer: string;
}

/** How a form lets people enter a value; the dashboard has one input for each. */
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

/** What a value may be: one rule, said once as a check, as JSON Schema 2020-12 and as a form widget. */
export interface Shape {
  widget: Widget;
  schema: JsonObject;
  /** What is wrong with the value, empty when nothing is; `pointer` is where the value stands. */
  problems(value: unknown, pointer: string): PayloadProblem[];
  /** The value as it is stored; only called when it has no problems. Without it the value stays exactly as it is. */
  normalised?(value: Json): Json;
}

/** One level deeper: `pointerTo('/permits', 'a/b')` is `/permits/a~1b` (RFC 6901, section 3). */
export function pointerTo(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** True for a JSON object, as opposed to null, an array or a scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
