import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { open } from 'node:fs/promises';
import { DomainProblem } from '../../domain/problem.js';

/** Most bytes of an inflated file: 4 GiB. */
const INFLATED_LIMIT = 4 * 2 ** 30;

const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * The bytes of a file, inflated if they are gzip (RFC 1952; detected by its first two bytes, which no text begins with).
 * @throws DomainProblem `invalid-input` if the gzip is broken or truncated, `import-too-large` beyond the limit
 */
export async function* inflated(
  raw: AsyncIterable<Buffer>,
  limit: number = INFLATED_LIMIT,
): AsyncGenerator<Buffer> {
  const { head, all } = await peek(raw, GZIP.length);
  let size = 0;
  for await (const chunk of head.subarray(0, GZIP.length).equals(GZIP) ? gunzipped(all) : all) {
    size += chunk.length;
    if (size > limit)
      throw new DomainProblem(
        'import-too-large',
        `The file has more than ${limit} bytes when inflated; split it`,
      );
    yield chunk;
  }
}

async function* gunzipped(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(stream, { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    const detail = `The gzip is broken or was cut off: ${(error as Error).message}`;
    throw new DomainProblem('invalid-input', detail, { errors: [{ pointer: '', detail }], cause: error });
  } finally {
    source.destroy();
  }
}

const NEW_LINE = 10;

/** Writes the upload to a file and inflates it at the same time. @returns the number of its lines */
export async function spool(raw: AsyncIterable<Buffer>, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let lines = 0;
    let last = NEW_LINE;
    for await (const chunk of inflated(written(raw, file))) {
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines += 1;
      last = chunk.at(-1) ?? last;
    }
    await file.sync();
    return last === NEW_LINE ? lines : lines + 1;
  } finally {
    await file.close();
  }
}

async function* written(
  raw: AsyncIterable<Buffer>,
  file: { write: (chunk: Buffer) => Promise<unknown> },
): AsyncGenerator<Buffer> {
  for await (const chunk of raw) {
    await file.write(chunk);
    yield chunk;
  }
}

/**
 * Returns the beginning of a stream, and the whole stream unread.
 * @param size bytes of the beginning, unless the stream is shorter
 */
export async function peek(
  stream: AsyncIterable<Buffer>,
  size: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  const source = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  for (let length = 0; length < size;) {
    const next = await source.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(chunks), all: chain(chunks, source) };
}

async function* chain(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** A line of a file as bytes, without its end; null: it is longer than the limit, and its bytes were dropped. */
export interface RawLine {
  number: number;
  bytes: Buffer | null;
}

/** Most bytes of a line: 1 MiB, as for a request. */
export const LINE_LIMIT = 1 << 20;

/**
 * Splits a stream into lines at LF, or at CR as old Macs do; a CR before LF stays, because JSON treats it as white space.
 * Memory holds one chunk and one line of up to LINE_LIMIT bytes. The rest after the last line end is a line only if the stream
 * ended without an error.
 *
 * @returns the lines of a chunk together: awaiting each line separately would take as long as parsing it
 */
export async function* splitLines(
  stream: AsyncIterable<Buffer>,
  end: '\n' | '\r' = '\n',
): AsyncGenerator<RawLine[]> {
  const endByte = end.charCodeAt(0);
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= LINE_LIMIT) parts.push(part);
    else parts = [];
  };
  const line = (): RawLine => {
    const bytes =
      length > LINE_LIMIT ? null : parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { number: number++, bytes };
  };
  for await (const chunk of stream) {
    const lines: RawLine[] = [];
    let start = 0;
    for (let at = chunk.indexOf(endByte); at >= 0; at = chunk.indexOf(endByte, start)) {
      take(chunk.subarray(start, at));
      lines.push(line());
      start = at + 1;
    }
    take(chunk.subarray(start));
    yield lines;
  }
  if (length > 0) yield [line()];
}
