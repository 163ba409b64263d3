import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { LivePage } from '../../read/events/live-events.js';

/** A line now and then keeps proxies from closing a silent stream, and tells the client where it is; in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** How long a client may leave what was sent unread before it is dropped, in milliseconds. It comes back with its last id. */
const PATIENCE_MS = 10_000;
/** What a client is told to wait before it connects again, in milliseconds. */
const RETRY_MS = 1000;

/**
 * Sends pages as server-sent events (WHATWG HTML, section 9.2): `id` is the position, `data` a CloudEvent. Nothing is sent to a
 * client that does not read: one page is all that is held for it, and after a while it is dropped.
 * @param patienceMs how long a client may leave what was sent unread
 * @returns when the pages end, or the client has gone or was dropped
 */
export async function sendEvents(
  response: ServerResponse,
  pages: AsyncIterable<LivePage>,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const send = (text: string) => write(response, text, signal, patienceMs);
  let told = -1;
  let beat = performance.now();
  await send(`retry: ${RETRY_MS}\n\n`);
  for await (const { events, position } of pages) {
    for (const event of events) {
      if (!(await send(`id: ${event.position}\ndata: ${event.text}\n\n`))) return;
      told = event.position;
      beat = performance.now();
    }
    if (performance.now() - beat < HEARTBEAT_MS) continue;
    // An id without data moves the client's last id past what its filters left out, and fires no event.
    const line = position > told ? `id: ${position}\n: up to date\n\n` : ': up to date\n\n';
    if (!(await send(line))) return;
    told = Math.max(told, position);
    beat = performance.now();
  }
}

/** @returns false if the client has gone or was dropped */
async function write(
  response: ServerResponse,
  text: string,
  signal: AbortSignal,
  patienceMs: number,
): Promise<boolean> {
  if (response.destroyed || signal.aborted) return false;
  if (response.write(text)) return true;
  try {
    // Not AbortSignal.any with AbortSignal.timeout: Node 20 may collect the pair before the time is over.
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
    // The client went, the server stops, or the client does not read: in each case there is nobody to tell.
    response.destroy();
    return false;
  }
}
