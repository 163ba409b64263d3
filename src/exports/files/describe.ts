import { basisText } from '../../domain/basis.js';
import { queryOf, type ExportRequest } from '../export-request.js';
import type { Description, Writer } from '../formats/writer.js';
import type { Column } from '../tables/column.js';

/** The program that writes, for manifests. */
const SOFTWARE = { name: 'policy-timeline', version: '0.1.0' };

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
    citation: `Policy Timeline, ${file}: ${request.what} on basis ${JSON.stringify(basis)}.`,
  };
}

/** The basis as answers echo it; where the rows tell the whole effective axis, no day belongs to it. */
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

function fileName({ what, basis, since, days }: ExportRequest, { extension }: Writer): string {
  const parts = [
    what,
    ...(what === 'states' ? [`as-of-${basis.asOf}`] : []),
    ...(days ? [`${days.from}-to-${days.to}`] : []),
    ...(since === undefined ? [] : [`since-${since}`]),
    `position-${basis.position}`,
  ];
  return `${parts.join('_')}.${extension}`;
}
