import { ValidateBy } from 'class-validator';
import type { Json } from '../json.js';
import type { PayloadProblem, FormValue } from './value.js';
import {
  anyJsonValue,
  attributesValue,
  milestonesValue,
  moneyValue,
  quantityValue,
  slugTextMapValue,
} from './maps.js';
import { choiceValue, edtfValue, fieldPathValue, referenceValue, slugValue, textValue } from './texts.js';

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

/** A payload property: its name, value and documentation. */
export interface PayloadField extends FieldDocs {
  name: string;
  required: boolean;
  value: FormValue;
}

type PayloadClass = abstract new () => object;

/** The fields that each class declares itself, in order; weak, so that classes can be collected. */
const declared = new WeakMap<object, Map<string, PayloadField>>();

/** Makes a property of a payload class a field: class-validator checks it by the value's check, and fieldsOf() lists it. */
function Field(value: FormValue, docs: FieldDocs): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const field: PayloadField = { ...docs, name, value, required: docs.required ?? false };
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
  return field.value.problems(value, pointer);
}

/** All fields of a payload class: its own, then inherited ones. */
export function fieldsOf(payload: PayloadClass): ReadonlyMap<string, PayloadField> {
  const fields = new Map<string, PayloadField>();
  for (let each: unknown = payload; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    for (const [name, field] of declared.get(each) ?? []) fields.set(name, field);
  }
  return fields;
}

/** One decorator for each type of payload property: value, label, help, example and widget. */
type FieldDecorator = (docs: FieldDocs) => PropertyDecorator;

/** One line: 1 to 2,000 characters. */
export const TextField: FieldDecorator = (docs) => Field(textValue(2_000), docs);
/** Paragraphs: 1 to 20,000 characters. */
export const LongTextField: FieldDecorator = (docs) => Field(textValue(20_000, 'textarea'), docs);
/** One part of a field path, such as a status, an item or a speaker. */
export const SlugField: FieldDecorator = (docs) => Field(slugValue, docs);
/** One of a closed list. */
export const ChoiceField = (allowed: readonly string[], docs: FieldDocs): PropertyDecorator =>
  Field(choiceValue(allowed), docs);
/** A number or name given by a parliament or ministry. */
export const ReferenceField: FieldDecorator = (docs) => Field(referenceValue, docs);
/** A number from 0 on. */
export const QuantityField: FieldDecorator = (docs) => Field(quantityValue, docs);
/** `{ value, currency }` */
export const MoneyField: FieldDecorator = (docs) => Field(moneyValue, docs);
/** A date or period, or a fiscal year, which is stored as its EDTF text. */
export const EdtfField: FieldDecorator = (docs) => Field(edtfValue, docs);
/** A field of the policy: `quantity` or `items/pac-3`. */
export const FieldPathField: FieldDecorator = (docs) => Field(fieldPathValue, docs);
/** Any JSON value, null included. */
export const AnyJsonField: FieldDecorator = (docs) => Field(anyJsonValue, docs);
/** `{ slug: text }` */
export const SlugTextMapField: FieldDecorator = (docs) => Field(slugTextMapValue, docs);
/** `{ milestone: EDTF }` */
export const MilestonesField: FieldDecorator = (docs) => Field(milestonesValue, docs);
/** `{ field: any JSON }` */
export const AttributesField: FieldDecorator = (docs) => Field(attributesValue, docs);
