import { isFieldPath, isSlug, SLUG, FIELD_PATH } from '../field-path.js';
import type { Json, JsonObject } from '../json.js';
import { CURRENCY_CODES, meantCurrency } from './currencies.js';
import { isObject, pointerTo, type PayloadProblem, type FormValue, type Widget } from './value.js';
import { edtfValue, textValue } from './texts.js';

/** Any JSON value; null means explicitly none. */
export const anyJsonValue: FormValue = { widget: 'json', schema: {}, problems: () => [] };

/** A quantity from zero, in the unit that the help or the payload's text names. */
export const quantityValue: FormValue = {
  widget: 'quantity',
  schema: { type: 'number', minimum: 0 },
  problems: (value, pointer) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? []
      : [{ pointer, detail: 'must be a number from 0 on, without quotes, for example 400' }],
};

const CODES: ReadonlySet<string> = new Set(CURRENCY_CODES);

const currencyValue: FormValue = {
  widget: 'text',
  schema: { type: 'string', enum: [...CURRENCY_CODES] },
  problems: (value, pointer) => {
    if (typeof value === 'string' && CODES.has(value)) return [];
    const didYouMean = typeof value === 'string' ? meantCurrency(value) : undefined;
    return [{ pointer, detail: 'must be a currency code of ISO 4217, for example "JPY"', didYouMean }];
  },
};

/** An amount of money: `{ value, currency }`, the value in whole units of the currency (yen, dollars), not in cents. */
export const moneyValue: FormValue = {
  widget: 'money',
  schema: {
    type: 'object',
    properties: { value: quantityValue.schema, currency: currencyValue.schema },
    required: ['value', 'currency'],
    additionalProperties: false,
  },
  problems: (value, pointer) => {
    if (!isObject(value)) {
      return [{ pointer, detail: 'must be an object, for example {"value": 5000, "currency": "JPY"}' }];
    }
    const unknown = Object.keys(value).filter((key) => key !== 'value' && key !== 'currency');
    return [
      ...unknown.map((key) => ({
        pointer: pointerTo(pointer, key),
        detail: 'is not known here',
        allowed: ['value', 'currency'],
      })),
      ...quantityValue.problems(value['value'], pointerTo(pointer, 'value')),
      ...currencyValue.problems(value['currency'], pointerTo(pointer, 'currency')),
    ];
  },
};

/** Rules for the free names of a map. */
export interface MapKeys {
  pattern: RegExp;
  accepts(key: string): boolean;
  detail: string;
}

const SLUG_KEYS: MapKeys = {
  pattern: SLUG,
  accepts: isSlug,
  detail: 'its name must be a slug: 1 to 100 letters, digits, ".", "_" or "-", for example "pac-3"',
};

const FIELD_KEYS: MapKeys = {
  pattern: FIELD_PATH,
  accepts: isFieldPath,
  detail: 'its name must be a field, for example "quantity" or "items/pac-3"',
};

/** Without a limit, a payload of 1 MiB could give 100,000 fields, or block all other requests for seconds while each is refused. */
const MOST_ENTRIES = 1_000;

/** An object with free names, at most 1,000, and values of one shape. */
export function mapValue(widget: Widget, keys: MapKeys, values: FormValue): FormValue {
  const checked = (value: object, pointer: string): PayloadProblem[] =>
    Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
      const at = pointerTo(pointer, key);
      return keys.accepts(key) ? values.problems(each, at) : [{ pointer: at, detail: keys.detail }];
    });
  return {
    widget,
    schema: {
      type: 'object',
      maxProperties: MOST_ENTRIES,
      propertyNames: { pattern: keys.pattern.source },
      additionalProperties: values.schema,
    },
    problems: (value, pointer) =>
      isObject(value) && Object.keys(value).length <= MOST_ENTRIES
        ? checked(value, pointer)
        : [{ pointer, detail: `must be an object of at most ${MOST_ENTRIES} names and values` }],
    // If values stay unchanged, so does the map. fromEntries defines its keys: even "__proto__" becomes a plain property.
    normalised: (value) =>
      values.normalised === undefined
        ? value
        : Object.fromEntries(
            Object.entries(value as JsonObject).map(([key, each]): [string, Json] => [
              key,
              values.normalised?.(each) ?? each,
            ]),
          ),
  };
}

/** `{ slug: text }` */
export const slugTextMapValue = mapValue('slug-text-map', SLUG_KEYS, textValue(20_000));
/** `{ milestone: EDTF }` */
export const milestonesValue = mapValue('milestones', SLUG_KEYS, edtfValue);
/** `{ field: any JSON }` */
export const attributesValue = mapValue('attributes', FIELD_KEYS, anyJsonValue);
