import type { Json, JsonObject } from '../json.js';
import type { InputError } from '../problem.js';

/** A problem of a payload, with an RFC 6901 pointer that starts at the payload. */
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

/** The rule of a value in three forms: check, JSON Schema 2020-12 and form widget. */
export interface Shape {
  widget: Widget;
  schema: JsonObject;
  /** The problems of the value; `pointer` is its location. */
  problems(value: unknown, pointer: string): PayloadProblem[];
  /** The value as stored; called only for a value without problems. Without it, the value is stored unchanged. */
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
