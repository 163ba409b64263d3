import { linkedContext } from './context.js';

const ROWS: readonly [path: string, title: string][] = [
  ['/v1/policies', 'The state of all policies today'],
  ['/v1/timeline', 'The developments of all policies'],
];
const TYPES: readonly [suffix: string, mediaType: string][] = [
  ['csv', 'text/csv'],
  ['ndjson', 'application/x-ndjson'],
];

/** A file of an export that a schedule made. */
export interface CataloguedFile {
  id: string;
  what: string;
  mediaType: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  licence: string;
  finishedAt?: string | null;
}

/**
 * What can be had here, as DCAT 3.
 * @param publicUrl where the service is reached; without it all IRIs are relative
 * @param coverage the first and the last day that any development is about
 */
export function catalogue(
  {
    licence,
    coverage,
    files,
  }: {
    licence: string;
    coverage: { from: string | null; to: string | null };
    files: readonly CataloguedFile[];
  },
  publicUrl = '',
): object {
  const at = (path: string) => ({ '@id': `${publicUrl}${path}` });
  const datasets = ROWS.map(([path, title]) => ({
    '@id': `${publicUrl}/catalog.jsonld#${path.slice(4)}`,
    '@type': 'dcat:Dataset',
    'dct:title': title,
    'dct:license': licence,
    'dct:temporal': period(coverage),
    'dcat:distribution': TYPES.map(([suffix, mediaType]) => ({
      '@id': `${publicUrl}${path}.${suffix}`,
      '@type': 'dcat:Distribution',
      'dct:title': `${title} (${suffix})`,
      'dct:license': licence,
      'dcat:mediaType': mediaType,
      'dcat:accessURL': at(`${path}.${suffix}`),
      'dcat:downloadURL': at(`${path}.${suffix}`),
      'dcat:accessService': at('/openapi.json'),
    })),
  }));
  const exported = files.map((file) => ({
    '@id': `${publicUrl}/v1/exports/${file.id}`,
    '@type': 'dcat:Dataset',
    'dct:title': `Export of ${file.what}`,
    'dct:license': file.licence,
    'dct:temporal': period(coverage),
    'dcat:distribution': {
      '@id': `${publicUrl}/v1/exports/${file.id}/file`,
      '@type': 'dcat:Distribution',
      'dct:license': file.licence,
      'dcat:mediaType': file.mediaType,
      'dcat:byteSize': file.bytes,
      'dcat:accessURL': at(`/v1/exports/${file.id}/file`),
      'spdx:checksum': {
        '@type': 'spdx:Checksum',
        'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
        'spdx:checksumValue': { '@value': file.sha256, '@type': 'xsd:hexBinary' },
      },
    },
  }));
  return {
    '@context': {
      ...linkedContext(publicUrl),
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      spdx: 'http://spdx.org/rdf/terms#',
    },
    '@id': `${publicUrl}/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': 'Policy Timeline',
    'dct:description': 'What was the policy on that day, what did we know then, and how do we know it?',
    'dct:license': licence,
    'dcat:service': {
      '@id': `${publicUrl}/openapi.json`,
      '@type': 'dcat:DataService',
      'dct:title': 'API of the timeline',
      'dcat:endpointURL': at('/v1'),
      'dcat:endpointDescription': at('/openapi.json'),
      'dcat:servesDataset': datasets.map((dataset) => ({ '@id': dataset['@id'] })),
    },
    'dcat:dataset': [...datasets, ...exported],
  };
}

const period = ({ from, to }: { from: string | null; to: string | null }): object | undefined =>
  from === null && to === null
    ? undefined
    : {
        '@type': 'dct:PeriodOfTime',
        ...(from !== null && { 'dcat:startDate': { '@value': from, '@type': 'xsd:date' } }),
        ...(to !== null && { 'dcat:endDate': { '@value': to, '@type': 'xsd:date' } }),
      };
