import { ValidateBy } from 'class-validator';
import type { Json } from '../json.js';
import type { PayloadProblem, Shape } from './shape.js';

/** A text in the languages of the dashboard. */
export interface Localised {
  en: string;
  ja: string;
}

/** The documentation of a payload property, and whether it is required. */
export interface FieldDocs {
  label: Localised;
  help: Localised;
  /** A valid value. */
  example: Json;
  /** Default: false. */
  required?: boolean;
  /** The value that the kind's effects assume for a missing property; it is not written into the payload. */
  default?: Json;
}

/** A payload property: its name, rule and documentation. */
export interface PayloadField extends FieldDocs {
  name: string;
  required: boolean;
  shape: Shape;
}

type PayloadClass = abstract new () => object;

/** The fields that each class declares itself, in order; weak, so that classes can be collected. */
const declared = new WeakMap<object, Map<string, PayloadField>>();

/** Makes a property of a payload class a field: class-validator checks it by the shape's rule, and fieldsOf() lists it. */
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

/** Problems of a field's value; `undefined` is a missing property. Pointers start at the payload. */
export function problemsIn(field: PayloadField, value: unknown): PayloadProblem[] {
  const pointer = `/${field.name}`;
  if (value === undefined) return field.required ? [{ pointer, detail: 'is missing' }] : [];
  return field.shape.problems(value, pointer);
}

/** All fields of a payload class: its own, then inherited ones. */
export function fieldsOf(payload: PayloadClass): ReadonlyMap<string, PayloadField> {
  const fields = new Map<string, PayloadField>();
  for (let each: unknown = payload; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    for (const [name, field] of declared.get(each) ?? []) fields.set(name, field);
  }
  return fields;
}
