/**
 * The JSON-LD context of all linked data: schema.org and PROV-O where they have a word, else our own terms, which /terms describes.
 * @param publicUrl where the service is reached; without it the terms are relative to the document
 */
export const linkedContext = (publicUrl = '') => ({
  '@vocab': `${publicUrl}/terms#`,
  schema: 'https://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  edtf: 'http://id.loc.gov/datatypes/edtf/EDTF',
  name: 'schema:name',
  names: { '@id': 'schema:alternateName', '@container': '@language' },
  description: 'schema:description',
  legislationJurisdiction: 'schema:legislationJurisdiction',
  about: { '@id': 'schema:about', '@type': '@id' },
  citation: 'schema:citation',
  url: { '@id': 'schema:url', '@type': '@id' },
  identifier: 'schema:identifier',
  propertyID: 'schema:propertyID',
  value: 'schema:value',
  sameAs: { '@id': 'schema:sameAs', '@type': '@id' },
  publisher: 'schema:publisher',
  datePublished: { '@id': 'schema:datePublished', '@type': 'edtf' },
  temporalCoverage: { '@id': 'schema:temporalCoverage', '@type': 'edtf' },
  generatedAtTime: { '@id': 'prov:generatedAtTime', '@type': 'xsd:dateTime' },
  wasRevisionOf: { '@id': 'prov:wasRevisionOf', '@type': '@id' },
  wasInvalidatedBy: { '@id': 'prov:wasInvalidatedBy', '@type': '@id' },
  alternateOf: { '@id': 'prov:alternateOf', '@type': '@id' },
  asOf: { '@type': 'xsd:date' },
  effectiveEarliest: { '@type': 'xsd:date' },
  effectiveLatest: { '@type': 'xsd:date' },
  payload: { '@type': '@json' },
  state: { '@type': '@json' },
});
