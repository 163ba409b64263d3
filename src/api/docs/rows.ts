import type { OpenAPIObject } from '@nestjs/swagger';
import { text } from './operation.js';

/** The formats of rows by the ends of their addresses, with the ends of the operations' names. */
const FORMATS = [
  [
    '.csv',
    'Csv',
    text('text/csv', 'A header with the names of the columns, and a line for each row (RFC 4180)'),
  ],
  ['.ndjson', 'Ndjson', text('application/x-ndjson', 'A JSON object in a line for each row')],
] as const;

/** One handler answers both formats (RowsController), so what differs between them is said here. */
export function documentRows({ paths }: OpenAPIObject): void {
  for (const [path, { get: operation }] of Object.entries(paths))
    for (const [end, name, { description, content }] of FORMATS) {
      if (!operation || !path.endsWith(end)) continue;
      operation.operationId = `${operation.operationId ?? ''}${name}`;
      // A copy: each address has an example of its own.
      Object.assign(operation.responses, { 200: { description, content: structuredClone(content) } });
    }
}
