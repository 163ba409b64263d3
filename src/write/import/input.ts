import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainProblem } from '../../domain/problem.js';
import { peek } from './peek.js';

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
