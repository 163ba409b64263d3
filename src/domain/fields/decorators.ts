import { Field, type FieldDocs } from './field.js';
import {
  anyJsonShape,
  attributesShape,
  milestonesShape,
  moneyShape,
  quantityShape,
  slugTextMapShape,
} from './object-shapes.js';
import {
  choiceShape,
  edtfShape,
  fieldPathShape,
  referenceShape,
  slugShape,
  textShape,
} from './text-shapes.js';

/** One decorator for each type of payload property: rule, label, help, example and widget. */
type FieldDecorator = (docs: FieldDocs) => PropertyDecorator;

/** One line: 1 to 2,000 characters. */
export const TextField: FieldDecorator = (docs) => Field(textShape(2_000), docs);
/** Paragraphs: 1 to 20,000 characters. */
export const LongTextField: FieldDecorator = (docs) => Field(textShape(20_000, 'textarea'), docs);
/** One part of a field path, such as a status, an item or a speaker. */
export const SlugField: FieldDecorator = (docs) => Field(slugShape, docs);
/** One of a closed list. */
export const ChoiceField = (allowed: readonly string[], docs: FieldDocs): PropertyDecorator =>
  Field(choiceShape(allowed), docs);
/** A number or name given by a parliament or ministry. */
export const ReferenceField: FieldDecorator = (docs) => Field(referenceShape, docs);
/** A number from 0 on. */
export const QuantityField: FieldDecorator = (docs) => Field(quantityShape, docs);
/** `{ value, currency }` */
export const MoneyField: FieldDecorator = (docs) => Field(moneyShape, docs);
/** A date or period, or a fiscal year, which is stored as its EDTF text. */
export const EdtfField: FieldDecorator = (docs) => Field(edtfShape, docs);
/** A field of the policy: `quantity` or `items/pac-3`. */
export const FieldPathField: FieldDecorator = (docs) => Field(fieldPathShape, docs);
/** Any JSON value, null included. */
export const AnyJsonField: FieldDecorator = (docs) => Field(anyJsonShape, docs);
/** `{ slug: text }` */
export const SlugTextMapField: FieldDecorator = (docs) => Field(slugTextMapShape, docs);
/** `{ milestone: EDTF }` */
export const MilestonesField: FieldDecorator = (docs) => Field(milestonesShape, docs);
/** `{ field: any JSON }` */
export const AttributesField: FieldDecorator = (docs) => Field(attributesShape, docs);
