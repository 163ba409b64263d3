import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import { readForm, type SentFile } from './read-form.js';

export const NDJSON = 'application/x-ndjson';
export const FORM = 'multipart/form-data';
const TYPES = [NDJSON, FORM];
/** Other types of files; they are accepted as streams only to answer with the types that are supported. */
const OTHERS = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

/** Passes bodies with files on as streams: nothing is read before a handler asks for it. */
export function takeFileBodies(server: FastifyInstance): void {
  server.addContentTypeParser([...TYPES, ...OTHERS], (_request, payload, done) => {
    done(null, payload);
  });
}

/** Whether a body may be a large file, which has no time limit. */
export const isFileBody = (contentType: string | undefined): boolean =>
  TYPES.some((type) => contentType?.toLowerCase().startsWith(type) === true);

/**
 * The body of an import: NDJSON, or a form with a file and its mapping, in any order. Gzip is detected from the content of the
 * file, not from a header.
 * @param keep reads the file as it arrives
 * @throws HttpProblem `unsupported-media-type` or `malformed-request`; what `keep` throws
 */
export async function readFileBody<T>(
  { body, headers }: FastifyRequest,
  keep: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<SentFile<T>> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding.toLowerCase()))
    throw refused('content-encoding', 'A body may be compressed with gzip, or not at all', [
      'gzip',
      'identity',
    ]);
  const type = headers['content-type'] ?? '';
  if (!(body instanceof Readable) || !isFileBody(type))
    throw refused(
      'content-type',
      `Send NDJSON as "Content-Type: ${NDJSON}", and CSV or XLSX as a form: curl -F file=@data.csv -F mapping=@mapping.json`,
      TYPES,
    );
  if (type.toLowerCase().startsWith(NDJSON)) return { kept: await keep(body as AsyncIterable<Buffer>) };
  if (encoding.toLowerCase() !== 'identity')
    throw refused('content-encoding', 'Compress the file in the form, not the form', ['identity']);
  return readForm(body, { ...headers, 'content-type': type }, keep);
}

const refused = (header: string, detail: string, allowed: readonly string[]): HttpProblem =>
  new HttpProblem('unsupported-media-type', detail, { errors: [{ header, detail, allowed }] });
