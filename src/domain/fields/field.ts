import { ValidateBy } from 'class-validator';
import type { Json } from '../json.js';
import type { PayloadProblem, Shape } from './shape.js';

/** A text in the languages of the dashboard. */
export interface Localised {
  en: string;
  ja: string;
}

/** What people read about a payload property, and whether they may leave it out. */
export interface FieldDocs {
  label: Localised;
  help: Localised;
  /** A value that is accepted. */
  example: Json;
  /** Default: false. */
  required?: boolean;
  /** What the kind's effects assume when the property is left out; it is not written into the payload. */
  default?: Json;
}

/** A payload property: its name, its rule and its words. */
export interface PayloadField extends FieldDocs {
  name: string;
  required: boolean;
  shape: Shape;
}

type PayloadClass = abstract new () => object;

/** The fields each class declares itself, in order; a class that is gone takes its entry along. */
const declared = new WeakMap<object, Map<string, PayloadField>>();

/**
 * Makes a property of a payload class a field: class-validator checks it by the shape's rule, and fieldsOf() lists
 * it.
 */
export function Field(shape: Shape, docs: FieldDocs): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const field: PayloadField = { ...docs, name, shape, required: docs.required ?? false };
    const fields = declared.get(prototype.constructor) ?? new Map<string, PayloadField>();
    declared.set(prototype.constructor, fields.set(name, field));
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value) => problemsIn(field, value).length === 0,
        defaultMessage: (given) =>
          problemsIn(field, given?.value)
            .map(({ detail }) => detail)
            .join('; '),
      },
    })(prototype, property);
  };
}

/** What is wrong with the value of a field; `undefined` is a property that is not there. Pointers start at the payload. */
export function problemsIn(field: PayloadField, value: unknown): PayloadProblem[] {
  const pointer = `/${field.name}`;
  if (value === undefined) return field.required ? [{ pointer, detail: 'is missing' }] : [];
  return field.shape.problems(value, pointer);
}

/** All fields of a payload class: its own, then the inherited ones. */
export function fieldsOf(payload: PayloadClass): ReadonlyMap<string, PayloadField> {
  const fields = new Map<string, PayloadField>();
  for (let each: unknown = payload; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    for (const [name, field] of declared.get(each) ?? []) fields.set(name, field);
  }
  return fields;
}
