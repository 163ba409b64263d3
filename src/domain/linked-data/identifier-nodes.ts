import { type Identifier, iriOf } from '../identifier.js';

/** What others call a thing, as values of schema.org, and its IRIs elsewhere. */
export function identifierNodes(identifiers: readonly Identifier[] | undefined): object {
  if (identifiers === undefined) return {};
  const iris = identifiers.flatMap((identifier) => iriOf(identifier) ?? []);
  return {
    identifier: identifiers.map(({ scheme, value }) => ({
      '@type': 'schema:PropertyValue',
      propertyID: scheme,
      value,
    })),
    ...(iris.length > 0 && { sameAs: iris }),
  };
}
