import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { Sink } from '../files/sink.js';

/** How long neither the database may give, nor the client take, anything, in milliseconds. */
const PATIENCE_MS = 10_000;
/** What waits for the client at most, in bytes. */
const WAITING = 256 * 1024;

/**
 * What `write` writes, no faster than it is read. Whatever goes wrong destroys the stream: an end of it is the end of the rows. A
 * reader that goes away ends the writing, and with it the query.
 * @param patienceMs how long there may be no progress
 */
export function rowStream(write: (sink: Sink) => Promise<void>, patienceMs = PATIENCE_MS): Readable {
  const stream = new PassThrough({ highWaterMark: WAITING });
  const gone = new AbortController();
  const timer = setInterval(
    () => {
      if (Date.now() - progress > patienceMs) stream.destroy(new Error('The rows made no progress'));
    },
    Math.min(patienceMs, 1000),
  );
  let progress = Date.now();
  stream.once('close', () => {
    clearInterval(timer);
    gone.abort();
  });
  const sink: Sink = {
    write: async (bytes) => {
      gone.signal.throwIfAborted();
      progress = Date.now();
      if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain', { signal: gone.signal });
      progress = Date.now();
    },
  };
  write(sink).then(
    () => stream.end(),
    (error: unknown) => stream.destroy(error as Error),
  );
  return stream;
}
