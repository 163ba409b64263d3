import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import datasets from '@rdfjs/dataset';
import rdf from '@rdfjs/data-model';
import jsonld, { type Quad } from 'jsonld';
import Validator from 'rdf-validate-shacl';
import { catalogue } from '../../src/domain/linked-data/catalogue.js';

const shapes = JSON.parse(readFileSync(new URL('dcat-ap-shapes.json', import.meta.url), 'utf8')) as object;
const FILE = {
  id: '6f1c',
  what: 'states',
  mediaType: 'text/csv; charset=utf-8',
  bytes: 12,
  sha256: 'ab'.repeat(32),
  licence: 'CC-BY-4.0',
};
const coverage = { from: '2023-09-01', to: null };

const term = ({ termType, value, language, datatype }: Quad['subject']): Quad['subject'] => {
  if (termType === 'NamedNode') return rdf.namedNode(value);
  if (termType === 'BlankNode') return rdf.blankNode(value);
  return rdf.literal(value, language ?? rdf.namedNode(datatype?.value ?? ''));
};

async function triplesOf(document: object): Promise<Iterable<object>> {
  const quads = await jsonld.toRDF(document, { base: 'https://timeline.example.org' });
  return datasets.dataset(
    quads.map(({ subject, predicate, object }) => rdf.quad(term(subject), term(predicate), term(object))),
  );
}

/** What the shapes refuse, as `property constraint`. */
async function findings(document: object): Promise<string[]> {
  const { results } = await new Validator(await triplesOf(shapes)).validate(await triplesOf(document));
  const local = (iri = '') => iri.replace(/^.*[/#]/, '');
  return results
    .map(({ path, sourceConstraintComponent: { value } }) => `${local(path?.value)} ${local(value)}`)
    .sort();
}

describe('The catalogue of data', () => {
  it.each(['not stated', 'CC-BY-4.0', 'https://example.org/terms'])(
    'has all that DCAT-AP 3 demands, under the licence %j',
    async (licence) => {
      for (const publicUrl of ['', 'https://timeline.example.org'])
        expect(await findings(catalogue({ licence, coverage, files: [FILE] }, publicUrl))).toEqual([]);
    },
  );

  it('would be refused without a publisher, and with a licence that is only a text', async () => {
    const document = catalogue({ licence: 'CC0-1.0', coverage, files: [] });
    const found = await findings({ ...document, 'dct:publisher': [], 'dct:license': 'CC0' });
    expect(found).toEqual(['license ClassConstraintComponent', 'publisher MinCountConstraintComponent']);
  });

  it('names only addresses that are there, with the media types that they are documented to have', () => {
    const openapi = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      paths: Record<string, { get?: { responses: { 200?: { content: object } } } }>;
    };
    const document = catalogue({ licence: 'CC0-1.0', coverage, files: [] }) as unknown as {
      'dcat:dataset': { 'dcat:distribution': Record<string, Record<string, string>>[] }[];
    };
    const found = document['dcat:dataset'].flatMap((dataset) => dataset['dcat:distribution']);
    expect(found.length).toBeGreaterThan(3);
    for (const distribution of found) {
      const path = distribution['dcat:downloadURL']?.['@id'] ?? '';
      // One that is not registered has only its name.
      const registered = distribution['dcat:mediaType']?.['@id']?.replace(/^.*media-types\//, '');
      const mediaType = registered ?? distribution['dct:format']?.['rdfs:label'];
      expect({ path, types: Object.keys(openapi.paths[path]?.get?.responses[200]?.content ?? {}) }).toEqual({
        path,
        types: [mediaType],
      });
    }
  });
});
