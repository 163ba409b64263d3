import type { OpenAPIObject } from '@nestjs/swagger';
import { developmentSchema } from '../../domain/bodies/development.js';
import type { Kind } from '../../domain/define-kind.js';
import type { JsonObject } from '../../domain/json.js';
import { payloadSchema } from '../../domain/json-schema.js';
import { KINDS } from '../../domain/kinds/index.js';
import { ref } from './answers/shapes.js';

/** The schema of a body that records or replaces a development; documentDevelopments adds it to the document. */
export const NEW_DEVELOPMENT = ref('NewDevelopment');

/**
 * Adds the bodies of developments to the document: one schema per kind, distinguished by `kind`, so that generated clients type
 * the payload by its kind. The common members are one schema.
 */
export function documentDevelopments(document: OpenAPIObject): void {
  const mapping = Object.fromEntries(KINDS.map((kind) => [kind.kind, ref(nameOf(kind)).$ref]));
  const schemas = {
    DevelopmentCore: coreSchema(),
    NewDevelopment: {
      description: 'One thing that happened to a policy, with its sources.',
      oneOf: KINDS.map((kind) => ref(nameOf(kind))),
      discriminator: { propertyName: 'kind', mapping },
    },
    ...Object.fromEntries(KINDS.map((kind) => [nameOf(kind), bodyOf(kind)])),
  };
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(schemas as object) },
  };
}

/** `contract-concluded` is `NewContractConcluded`. */
const nameOf = ({ kind }: Kind): string =>
  `New${kind.replace(/(^|-)([a-z])/g, (_, _hyphen, letter: string) => letter.toUpperCase())}`;

function bodyOf(kind: Kind): object {
  const { $schema: _, ...payload } = payloadSchema(kind);
  const needed = [...kind.fields.values()].some(({ required }) => required);
  return {
    title: kind.title.en,
    description: kind.description.en,
    allOf: [
      ref('DevelopmentCore'),
      {
        type: 'object',
        properties: { kind: { const: kind.kind }, payload: withoutDefaults(payload) },
        required: needed ? ['kind', 'payload'] : ['kind'],
      },
    ],
    unevaluatedProperties: false,
  };
}

/** The members of every development, of any kind. */
function coreSchema(): JsonObject {
  const { properties, required } = developmentSchema() as { properties: JsonObject; required: string[] };
  const { kind: _, payload: __, ...core } = properties;
  return withoutDefaults({
    type: 'object',
    properties: core,
    required: required.filter((name) => name in core),
  });
}

/** Writes defaults into descriptions: client generators treat a member with a default as required. */
function withoutDefaults(schema: JsonObject): JsonObject {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>).map(
    ([name, { default: standIn, ...property }]): [string, JsonObject] => {
      if (standIn === undefined) return [name, property];
      const description = `${property['description'] as string} Left out: ${JSON.stringify(standIn)}.`;
      return [name, { ...property, description }];
    },
  );
  return { ...schema, properties: Object.fromEntries(properties) };
}
