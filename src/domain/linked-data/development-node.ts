import { type Identifier, iriOf } from '../identifier.js';
import type { Source } from '../policy-event.js';

/** A development as answers show it, as far as linked data tells it. */
export interface LinkedDevelopment {
  policyId: string;
  eventId: string;
  kind: string;
  position: number;
  recordedAt: string;
  effective?: { text: string; earliest: string | null; latest: string | null };
  published?: string;
  assertion?: string;
  note?: string;
  corrects?: string;
  supersededBy?: string;
  payload?: unknown;
  redactedAt?: number;
  sources?: readonly Source[];
}

const iri = (eventId: string) => `urn:uuid:${eventId}`;

/**
 * A development as a node: an event of schema.org, an entity of PROV-O.
 * @param publicUrl where its policy is reached; without it the IRI is relative
 */
export const developmentNode = (d: LinkedDevelopment, publicUrl = ''): object => ({
  '@id': iri(d.eventId),
  '@type': ['schema:Event', 'prov:Entity'],
  about: `${publicUrl}/v1/policies/${d.policyId}`,
  kind: d.kind,
  temporalCoverage: d.effective?.text,
  effectiveEarliest: d.effective?.earliest,
  effectiveLatest: d.effective?.latest,
  datePublished: d.published,
  generatedAtTime: d.recordedAt,
  position: d.position,
  assertion: d.assertion,
  note: d.note,
  wasRevisionOf: d.corrects === undefined ? undefined : iri(d.corrects),
  wasInvalidatedBy: d.supersededBy === undefined ? undefined : iri(d.supersededBy),
  payload: d.payload,
  redactedAt: d.redactedAt,
  citation: d.sources?.map(({ title, url, publisher, published, accessed, locator, identifiers }) => ({
    '@type': 'schema:CreativeWork',
    name: title,
    ...identifierNodes(identifiers),
    ...{ url, publisher, datePublished: published, accessed, locator },
  })),
});

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
