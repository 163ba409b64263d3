import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { HttpProblem } from '../problems/http-problem.js';
import { BODY_LIMIT } from '../http/json-body.js';

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

/** An uploaded file and its mapping, as sent. */
interface SentFile<T> {
  kept: T;
  name?: string | undefined;
  mapping?: Buffer | undefined;
}

const PARTS = ['file', 'mapping'];
/** One more than allowed of each, so that too many are reported. */
const LIMITS = { files: 3, fields: 2, parts: 4, fieldSize: BODY_LIMIT, headerPairs: 50 };

/**
 * Reads a form (RFC 7578) with the parts `file` and, as text or as a file, `mapping`.
 * @throws HttpProblem `malformed-request`; what `keep` throws. The rest of the body is then read and dropped
 */
async function readForm<T>(
  body: Readable,
  headers: BusboyHeaders,
  keep: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<SentFile<T>> {
  let kept: { file: Promise<T>; name: string | undefined } | undefined;
  let mapping: Promise<Buffer> | undefined;
  const open: BusboyFileStream[] = [];
  try {
    await parse(body, headers, {
      file(part, stream, name) {
        open.push(stream);
        stream.on('error', () => undefined); // the reader of the file gets the error; other files are not read
        if (part === 'file' && !kept) {
          kept = { file: keep(stream as AsyncIterable<Buffer>), name: name || undefined };
          return kept.file;
        }
        if (part !== 'mapping' || mapping) throw unexpected(part);
        return (mapping = bytesOf(stream));
      },
      field(part, value) {
        if (part === 'mapping' && !mapping) mapping = Promise.resolve(Buffer.from(value));
        else if (part === 'file')
          throw malformed('The part "file" has no filename; send it as a file: -F file=@data.csv');
        else throw unexpected(part);
      },
    });
    if (!kept)
      throw malformed(
        'The form has no part "file"; send one: curl -F file=@data.csv -F mapping=@mapping.json',
      );
    return { kept: await kept.file, name: kept.name, mapping: await mapping };
  } catch (error) {
    body.unpipe();
    body.resume();
    for (const stream of open) stream.destroy(error as Error);
    await kept?.file.catch(() => undefined); // it cleans up before the answer
    throw error;
  }
}

interface Parts {
  file: (part: string, stream: BusboyFileStream, name: string) => Promise<unknown>;
  field: (part: string, value: string) => void;
}

/** @returns when all parts were read and handled */
async function parse(body: Readable, headers: BusboyHeaders, parts: Parts): Promise<void> {
  const form = formOf(headers);
  const work: Promise<unknown>[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
    };
    const guarded =
      <A extends unknown[]>(take: (...given: A) => unknown) =>
      (...given: A) => {
        try {
          const taken = take(...given);
          if (!(taken instanceof Promise)) return;
          work.push(taken);
          taken.catch(fail);
        } catch (error) {
          fail(error as Error);
        }
      };
    form.on('file', guarded(parts.file));
    form.on('field', guarded(parts.field));
    form.on('error', (error: unknown) => {
      reject(malformed('The form is broken or was cut off', error));
    });
    form.on('finish', resolve);
    body.on('error', reject);
    body.on('close', () => {
      if (!body.readableEnded) reject(malformed('The form was cut off'));
    });
    body.pipe(form);
  });
  await Promise.all(work);
}

function formOf(headers: BusboyHeaders): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers, limits: LIMITS });
  } catch (error) {
    throw malformed('The content type multipart/form-data names no boundary', error);
  }
}

async function bytesOf(stream: BusboyFileStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT)
      throw new HttpProblem('body-too-large', `A mapping may have up to ${BODY_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unexpected = (part: string): HttpProblem =>
  malformed(
    `The form has a part ${JSON.stringify(part)} too many: it has one "file" and may have one "mapping"; options are parameters of the query`,
    undefined,
    PARTS,
  );

const malformed = (detail: string, cause?: unknown, allowed?: readonly string[]): HttpProblem =>
  new HttpProblem('malformed-request', detail, { errors: [{ detail, ...(allowed && { allowed }) }], cause });
