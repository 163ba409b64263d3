import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { Sink } from '../files/sink.js';

/** Longest time without progress of database and client, in milliseconds. */
const PATIENCE_MS = 10_000;
/** Most bytes that are buffered for the client. */
const WAITING = 256 * 1024;

/**
 * Streams what `write` writes, no faster than it is read. Any failure destroys the stream, so that a normal end always means
 * the end of the rows. A reader that disconnects ends the writing, and with it the query.
 * @param patienceMs longest time without progress
 */
export function rowStream(write: (sink: Sink) => Promise<void>, patienceMs = PATIENCE_MS): Readable {
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
