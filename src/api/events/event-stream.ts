import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { LivePage } from '../../read/events/live-events.js';

/** A comment line in this interval keeps proxies from closing a silent stream, and tells the client its position; in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** How long a client may leave sent data unread before it is disconnected, in milliseconds. It can reconnect with its last id. */
const PATIENCE_MS = 10_000;
/** The reconnection time that is sent to clients, in milliseconds. */
const RETRY_MS = 1000;

/**
 * Sends pages as server-sent events (WHATWG HTML, section 9.2): `id` is the position, `data` a CloudEvent. If a client does not
 * read, nothing more is sent: only one page is held in memory for it, and after `patienceMs` it is disconnected.
 *
 * @param begin the position behind which the pages begin
 * @param patienceMs how long a client may leave sent data unread
 * @returns when the pages end, or the client has gone or was disconnected
 */
export async function sendEvents(
  response: ServerResponse,
  { begin, pages }: { begin: number; pages: AsyncIterable<LivePage> },
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const send = (text: string) => write(response, text, signal, patienceMs);
  let sentPosition = begin;
  let beat = performance.now();
  // With an id, a client that began at the head and is cut off before the first event goes on from there.
  await send(`retry: ${RETRY_MS}\nid: ${begin}\n\n`);
  for await (const { events, position } of pages) {
    for (const event of events) {
      if (!(await send(`id: ${event.position}\ndata: ${event.text}\n\n`))) return;
      sentPosition = event.position;
      beat = performance.now();
    }
    if (performance.now() - beat < HEARTBEAT_MS) continue;
    // An id without data moves the client's last id past filtered events, and fires no event.
    const line = position > sentPosition ? `id: ${position}\n: up to date\n\n` : ': up to date\n\n';
    if (!(await send(line))) return;
    sentPosition = Math.max(sentPosition, position);
    beat = performance.now();
  }
}

/** @returns false if the client has gone or was disconnected */
async function write(
  response: ServerResponse,
  text: string,
  signal: AbortSignal,
  patienceMs: number,
): Promise<boolean> {
  if (response.destroyed || signal.aborted) return false;
  if (response.write(text)) return true;
  try {
    // Not AbortSignal.any with AbortSignal.timeout: Node 20 may collect the pair before the timeout.
    const end = new AbortController();
    const stop = () => {
      end.abort();
    };
    const timer = setTimeout(stop, patienceMs);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await once(response, 'drain', { signal: end.signal });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    return true;
  } catch {
    // The client has gone or does not read, or the server stops: no message can reach the client.
    response.destroy();
    return false;
  }
}
