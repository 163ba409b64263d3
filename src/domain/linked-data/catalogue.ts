import { linkedContext } from './context.js';

const ROWS: readonly [path: string, title: string, description: string][] = [
  [
    '/v1/policies',
    'The state of all policies today',
    'A row for each policy: its status, fields and what is only possible. Parameters ask for another day, and for what was known or public by then.',
  ],
  [
    '/v1/timeline',
    'The developments of all policies',
    'A row for each development: when it held, when it was published and recorded, and its sources.',
  ],
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
 * What can be had here, as DCAT 3, with what the application profile DCAT-AP 3 demands of each part.
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
  const datasets = ROWS.map(([path, title, description]) => ({
    '@id': `${publicUrl}/catalog.jsonld#${path.slice(4)}`,
    '@type': 'dcat:Dataset',
    'dct:title': title,
    'dct:description': description,
    ...terms(licence),
    'dct:temporal': period(coverage),
    'dcat:distribution': TYPES.map(([suffix, mediaType]) => ({
      '@id': `${publicUrl}${path}.${suffix}`,
      '@type': 'dcat:Distribution',
      'dct:title': `${title} (${suffix})`,
      ...terms(licence),
      ...format(mediaType),
      'dcat:accessURL': at(`${path}.${suffix}`),
      'dcat:downloadURL': at(`${path}.${suffix}`),
      'dcat:accessService': at('/openapi.json'),
    })),
  }));
  const exported = files.map((file) => ({
    '@id': `${publicUrl}/v1/exports/${file.id}`,
    '@type': 'dcat:Dataset',
    'dct:title': `Export of ${file.what}`,
    'dct:description': 'The newest file of a schedule, with its checksum.',
    ...terms(file.licence),
    'dct:temporal': period(coverage),
    'dcat:distribution': {
      '@id': `${publicUrl}/v1/exports/${file.id}/file`,
      '@type': 'dcat:Distribution',
      ...terms(file.licence),
      ...format(file.mediaType),
      'dcat:byteSize': { '@value': String(file.bytes), '@type': 'xsd:nonNegativeInteger' },
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
      foaf: 'http://xmlns.com/foaf/0.1/',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    },
    '@id': `${publicUrl}/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': 'Policy Timeline',
    'dct:description': 'What was the policy on that day, what did we know then, and how do we know it?',
    'dct:publisher': {
      '@type': 'foaf:Agent',
      'foaf:name': 'Policy Timeline',
      ...(publicUrl !== '' && { 'foaf:homepage': at('/') }),
    },
    ...terms(licence),
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

/** Licences of SPDX, and addresses, are resources. Any other text is a statement of rights, since a licence cannot be a text. */
function terms(licence: string): object {
  if (/^https?:\/\//.test(licence))
    return { 'dct:license': { '@id': licence, '@type': 'dct:LicenseDocument' } };
  if (/^[\w.+-]+$/.test(licence))
    return {
      'dct:license': { '@id': `http://spdx.org/licenses/${licence}`, '@type': 'dct:LicenseDocument' },
    };
  return { 'dct:rights': { '@type': 'dct:RightsStatement', 'rdfs:label': licence } };
}

/** `dcat:mediaType` is for types that IANA has. */
const format = (mediaType: string): object =>
  mediaType.includes('/x-')
    ? { 'dct:format': { '@type': 'dct:MediaTypeOrExtent', 'rdfs:label': mediaType } }
    : {
        'dcat:mediaType': {
          '@id': `http://www.iana.org/assignments/media-types/${mediaType.split(';', 1)[0] ?? ''}`,
          '@type': 'dct:MediaType',
        },
      };

const period = ({ from, to }: { from: string | null; to: string | null }): object | undefined =>
  from === null && to === null
    ? undefined
    : {
        '@type': 'dct:PeriodOfTime',
        ...(from !== null && { 'dcat:startDate': { '@value': from, '@type': 'xsd:date' } }),
        ...(to !== null && { 'dcat:endDate': { '@value': to, '@type': 'xsd:date' } }),
      };
