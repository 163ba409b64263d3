import type { DevelopmentLine } from '../tables/developments-table.js';
import type { Writer } from './writer.js';

/** schema.org describes the developments, PROV-O what replaced what; all other terms are our own. */
const CONTEXT = {
  '@vocab': 'https://policy-timeline.example/terms#',
  schema: 'https://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  edtf: 'http://id.loc.gov/datatypes/edtf/EDTF',
  name: 'schema:name',
  about: { '@id': 'schema:about', '@type': '@id' },
  citation: 'schema:citation',
  url: { '@id': 'schema:url', '@type': '@id' },
  publisher: 'schema:publisher',
  datePublished: { '@id': 'schema:datePublished', '@type': 'edtf' },
  temporalCoverage: { '@id': 'schema:temporalCoverage', '@type': 'edtf' },
  generatedAtTime: { '@id': 'prov:generatedAtTime', '@type': 'xsd:dateTime' },
  wasRevisionOf: { '@id': 'prov:wasRevisionOf', '@type': '@id' },
  wasInvalidatedBy: { '@id': 'prov:wasInvalidatedBy', '@type': '@id' },
  payload: { '@id': 'payload', '@type': '@json' },
};

/** Developments as linked data: one document, one node per line. */
export const jsonLd: Writer = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  version: 1,
  write: async ({ table, sink, onRows }) => {
    const text = (content: string) => sink.write(Buffer.from(content, 'utf8'));
    await text(`{"@context":${JSON.stringify(CONTEXT)},"@graph":[`);
    let first = true;
    for await (const rows of table.rows()) {
      if (rows.length === 0) continue;
      const nodes = rows.map(({ json }) => nodeText(JSON.parse(json ?? '') as DevelopmentLine));
      await text(`${first ? '' : ','}\n${nodes.join(',\n')}`);
      first = false;
      onRows(rows.length);
    }
    await text('\n]}\n');
  },
};

const iri = (eventId: string) => `urn:uuid:${eventId}`;

function nodeText(d: DevelopmentLine): string {
  return JSON.stringify({
    '@id': iri(d.eventId),
    '@type': ['schema:Event', 'prov:Entity'],
    about: `urn:policy:${d.policyId}`,
    kind: d.kind,
    temporalCoverage: d.effective.text,
    effectiveEarliest: d.effective.earliest,
    effectiveLatest: d.effective.latest,
    datePublished: d.published,
    generatedAtTime: d.recordedAt,
    position: d.position,
    assertion: d.assertion,
    note: d.note,
    wasRevisionOf: d.corrects === undefined ? undefined : iri(d.corrects),
    wasInvalidatedBy: d.supersededBy === undefined ? undefined : iri(d.supersededBy),
    payload: d.payload,
    citation: d.sources.map(({ title, url, publisher, published, accessed, locator }) => ({
      '@type': 'schema:CreativeWork',
      name: title,
      ...{ url, publisher, datePublished: published, accessed, locator },
    })),
  });
}
