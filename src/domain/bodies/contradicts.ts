import { FIELD_PATH } from '../field-path.js';
import { isObject, problemsOfEach, type Value } from '../values/value.js';
import type { Json } from '../json.js';

/** Names a development in a body, by event id or externalId. */
export type Reference = string;

/** A contradicted development as given in a body. */
export interface ContradictsInput {
  id: Reference;
  /** Default: every field that both assign. */
  fields?: string[];
}

const MOST = 100;
const LONGEST_REFERENCE = 200;
const DETAIL =
  'must be the event id or externalId of a development of the same policy, or {"id": "…", "fields": ["quantity"]}';

/** @see objectValue; any text that can be an event id or an externalId */
export const eventReferenceValue: Value = {
  schema: { type: 'string', minLength: 1, maxLength: LONGEST_REFERENCE },
  problems: (value, pointer) =>
    isReference(value) ? [] : [{ pointer, detail: 'must be the event id or externalId of a development' }],
};

/** 0 to 100 references without repetition. */
export function eventReferencesValue(least: 0 | 1): Value {
  return {
    schema: {
      type: 'array',
      items: eventReferenceValue.schema,
      minItems: least,
      maxItems: MOST,
      uniqueItems: true,
    },
    problems: (value, pointer) => {
      if (!Array.isArray(value) || value.length < least || value.length > MOST)
        return [{ pointer, detail: `must be a list of ${least} to ${MOST} event ids or externalIds` }];
      const problems = problemsOfEach(value, pointer, (each, at) => eventReferenceValue.problems(each, at));
      const repeated = value.findIndex((each, i) => value.indexOf(each) < i);
      return repeated < 0
        ? problems
        : [...problems, { pointer: `${pointer}/${repeated}`, detail: 'is there twice' }];
    },
  };
}

/** 0 to 100 developments that this one contradicts; all of them stay live until a ruling. */
export const contradictsValue: Value = {
  schema: {
    type: 'array',
    maxItems: MOST,
    items: {
      anyOf: [
        eventReferenceValue.schema,
        {
          type: 'object',
          properties: {
            id: eventReferenceValue.schema,
            fields: { type: 'array', items: { type: 'string', pattern: FIELD_PATH.source }, minItems: 1 },
          },
          required: ['id'],
          additionalProperties: false,
        },
      ],
    },
  },
  problems: (value, pointer) => {
    if (!Array.isArray(value) || value.length > MOST)
      return [{ pointer, detail: `must be a list of at most ${MOST} developments; each ${DETAIL}` }];
    const ids = value.map((each: unknown) => (isObject(each) ? each['id'] : each));
    return problemsOfEach(value, pointer, (each, at, i) => {
      if (ids.indexOf(ids[i]) < i)
        return [{ pointer: at, detail: 'is there twice; name all its fields in one place' }];
      return isReference(each) || (isObject(each) && isLink(each)) ? [] : [{ pointer: at, detail: DETAIL }];
    });
  },
  normalised: (value) => (value as Json[]).map((each) => (typeof each === 'string' ? { id: each } : each)),
};

const isReference = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_REFERENCE;

function isLink(link: Record<string, unknown>): boolean {
  const { id, fields, ...others } = link;
  if (!isReference(id) || Object.keys(others).length > 0) return false;
  if (fields === undefined) return true;
  return (
    Array.isArray(fields) &&
    fields.length > 0 &&
    new Set(fields).size === fields.length &&
    fields.every((field) => typeof field === 'string' && FIELD_PATH.test(field))
  );
}
