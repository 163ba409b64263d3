import { createHash } from 'node:crypto';
import { basisText } from '../../domain/basis.js';
import { queryOf, type ExportRequest } from '../export-request.js';
import type { Description, Writer } from '../formats/writer.js';
import type { Column } from '../tables/column.js';

/** This program, for manifests and clients. */
export const SOFTWARE = { name: 'policy-timeline', version: '0.1.0' };

/** Everything of a manifest that is known before the file is written. */
export function describe(
  request: ExportRequest,
  columns: readonly Column[],
  writer: Writer,
  licence: string,
  reconstructed: boolean,
): Description {
  const basis = echoed(request, reconstructed);
  const file = fileName(request, writer);
  return {
    file,
    mediaType: writer.mediaType,
    what: request.what,
    format: request.format,
    basis,
    query: JSON.parse(JSON.stringify(queryOf(request))) as Record<string, unknown>,
    schema: columns.map(({ name, type, en, ja }) => ({
      name,
      type,
      title: request.labels === 'ja' ? ja : en,
    })),
    software: SOFTWARE,
    writer: { name: request.format, version: writer.version },
    licence,
    citation: `Policy Timeline, ${file}: ${request.what} on basis ${inOneLine(basis)}.`,
  };
}

/** For people: `asOf 2024-07-31, position 57`. */
const inOneLine = (basis: Record<string, unknown>): string =>
  Object.entries(basis)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');

/** The basis as shown in answers; without a day if the rows cover the whole effective axis. */
function echoed({ what, basis }: ExportRequest, reconstructed: boolean): Record<string, unknown> {
  const dated = what === 'states';
  const read = dated || what === 'panel' || what === 'history' || what === 'facts';
  return JSON.parse(
    basisText(
      {
        ...basis,
        asOf: dated ? basis.asOf : null,
        uncertain: read ? basis.uncertain : null,
        publishedBy: basis.publishedBy ?? null,
      },
      reconstructed,
    ),
  ) as Record<string, unknown>;
}

/** The name contains the whole basis and the filters, so that files of different requests have different names. */
function fileName({ what, basis, filters, since, days }: ExportRequest, { extension }: Writer): string {
  const { asOf, position, publishedBy, uncertain } = basis;
  const parts = [
    what,
    ...(what === 'states' ? [`as-of-${asOf}`] : []),
    ...(days ? [`${days.from}-to-${days.to}`] : []),
    ...(since === undefined ? [] : [`since-${since}`]),
    ...(publishedBy === undefined ? [] : [`public-by-${publishedBy}`]),
    ...(uncertain === 'flag' ? [] : [`uncertain-${uncertain}`]),
    ...Object.entries(filters).map(([name, value]) => `${name}-${nameable(value)}`),
    `position-${position}`,
  ];
  return `${parts.join('_')}.${extension}`;
}

const LONGEST_IN_NAME = 40;

/** A filter as part of a file name: itself if it is short and plain, else a digest. */
function nameable(value: string | readonly string[] | Readonly<Record<string, string>>): string {
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : JSON.stringify(value);
  if (text.length <= LONGEST_IN_NAME && /^[\w.-]+$/.test(text)) return text;
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
