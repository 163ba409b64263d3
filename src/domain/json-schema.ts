import type { Kind } from './define-kind.js';
import type { PayloadField } from './values/fields.js';
import type { JsonObject } from './json.js';

/** The payload of a kind as JSON Schema 2020-12; `format: edtf` is the subset that parseEdtf reads. */
export function payloadSchema(kind: Kind): JsonObject {
  const fields = [...kind.fields.values()];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: kind.title.en,
    description: kind.description.en,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, propertySchema(field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function propertySchema(field: PayloadField): JsonObject {
  return {
    ...field.value.schema,
    title: field.label.en,
    description: field.help.en,
    examples: [field.example],
    ...defaultOf(field),
  };
}

/** The default of a field; an absent key and null differ. */
function defaultOf(field: PayloadField): JsonObject {
  return field.default === undefined ? {} : { default: field.default };
}

/**
 * The description of a kind in `GET /v1/kinds`; as for policies, the singular member is English and the plural one holds the
 * other languages.
 */
export function describeKind(kind: Kind): JsonObject {
  return {
    kind: kind.kind,
    schemaVersion: kind.schemaVersion,
    title: kind.title.en,
    titles: { ja: kind.title.ja },
    description: kind.description.en,
    descriptions: { ja: kind.description.ja },
    schema: payloadSchema(kind),
    examples: kind.examples.map(({ effective, payload, effects }) => ({
      effective,
      payload,
      effects: effects.map((effect) => ({ ...effect })),
    })),
    form: [...kind.fields.values()].map(formHint),
  };
}

/** All that a form needs for the property, independent of the kind. */
function formHint(field: PayloadField): JsonObject {
  return {
    name: field.name,
    widget: field.value.widget,
    required: field.required,
    label: field.label.en,
    labels: { ja: field.label.ja },
    help: field.help.en,
    helps: { ja: field.help.ja },
    example: field.example,
    ...defaultOf(field),
  };
}
