import { Readable, PassThrough } from 'node:stream';
import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csv } from '../../exports/formats/csv.js';
import { ndjson } from '../../exports/formats/ndjson.js';
import type { RowAnswer } from '../../exports/row-answers.js';
import type { Sink } from '../../exports/files/sink.js';
import { keyWasNeeded } from '../access/caller.js';
import { cacheControl, FOR_EVER } from '../http/add-caching.js';
import { entityTag, isNamed } from '../http/entity-tag.js';
import { varyAlso } from '../vary.js';

/** The formats of export files that need no description of the file. */
const WRITERS = { csv, ndjson };

/**
 * Streams all rows. The ETag is computed from what determines the bytes: the permalink, which pins the renderer, and the
 * representation with its version. So it is known before the first row, and a 304 needs no rows.
 */
export async function sendRows(
  { table, permalink, pinned }: RowAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const format = formatOf(request);
  const writer = WRITERS[format];
  const [path = '', query = ''] = permalink.split('?');
  const location = `${path}.${format}?${query}`;
  const etag = entityTag(`${location} ${String(writer.version)}`);
  if (pinned) reply.header('cache-control', FOR_EVER);
  reply.headers({ etag, 'content-location': location, 'cache-control': cacheControl(reply) });
  if (keyWasNeeded(request)) varyAlso(reply, 'Authorization');
  varyAlso(reply, 'Accept');
  const known = request.headers['if-none-match'];
  if (known !== undefined && isNamed(etag, known)) return reply.code(304).send();
  const body =
    request.method === 'HEAD'
      ? Readable.from([])
      : rowStream((sink) => writer.write({ table, sink, bom: false, labels: null, onRows: () => undefined }));
  return reply.type(writer.mediaType).send(body);
}

/** Taken from the address, which negotiation may have selected. */
const formatOf = ({ url }: FastifyRequest): keyof typeof WRITERS =>
  url.split('?', 1)[0]?.endsWith('.csv') ? 'csv' : 'ndjson';

/** Longest time without progress of database and client, in milliseconds. */
const PATIENCE_MS = 10_000;
/** Most bytes that are buffered for the client. */
const WAITING = 256 * 1024;

/**
 * Streams what `write` writes, no faster than it is read. Any failure destroys the stream, so that a normal end always means
 * the end of the rows. A reader that disconnects ends the writing, and with it the query.
 * @param patienceMs longest time without progress
 */
function rowStream(write: (sink: Sink) => Promise<void>, patienceMs = PATIENCE_MS): Readable {
  const stream = new PassThrough({ highWaterMark: WAITING });
  const gone = new AbortController();
  const timer = setInterval(
    () => {
      if (performance.now() - progress > patienceMs) stream.destroy(new Error('The rows made no progress'));
    },
    Math.min(patienceMs, 1000),
  );
  let progress = performance.now();
  stream.once('close', () => {
    clearInterval(timer);
    gone.abort();
  });
  const sink: Sink = {
    write: async (bytes) => {
      gone.signal.throwIfAborted();
      progress = performance.now();
      if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain', { signal: gone.signal });
      progress = performance.now();
    },
  };
  write(sink).then(
    () => stream.end(),
    (error: unknown) => stream.destroy(error as Error),
  );
  return stream;
}
