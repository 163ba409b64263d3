import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { LivePage } from '../../read/events/live-events.js';
import { sendEvents } from './event-stream.js';

const EVENT_BYTES = 1_000_000;
/** Long for the client that reads: on a busy machine it, too, may read nothing for seconds. */
const PATIENCE_MS = { deaf: 2000, reading: 120_000 };

describe('a stream to a client that never reads', () => {
  it('holds one page for it and drops it, while one that reads gets all', async () => {
    const taken: number[] = [];
    async function* endless(client: number): AsyncGenerator<LivePage> {
      for (let position = 1; position <= 200; position += 1) {
        taken[client] = position;
        yield await Promise.resolve({
          events: [{ position, text: 'x'.repeat(EVENT_BYTES) }],
          position,
        });
      }
    }
    let clients = 0;
    const dropped: boolean[] = [];
    const server = createServer((_request, response) => {
      const client = clients++;
      const patience = client === 0 ? PATIENCE_MS.deaf : PATIENCE_MS.reading;
      const stream = { begin: 0, pages: endless(client) };
      void sendEvents(response, stream, new AbortController().signal, patience).then(() => {
        dropped[client] = response.destroyed;
        response.end();
      });
    }).listen(0);
    const { port } = server.address() as AddressInfo;

    const deaf = connect(port, '127.0.0.1').on('error', () => undefined);
    deaf.pause();
    deaf.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(server, 'request');
    const response = await fetch(`http://127.0.0.1:${port}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.byteLength).toBeGreaterThan(200 * EVENT_BYTES);
    expect(bytes.toString('utf8', 0, 19)).toBe('retry: 1000\nid: 0\n\n');
    for (let tries = 0; dropped[0] === undefined && tries < 400; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(dropped).toEqual([true, false]);
    // The kernel's own buffers take some tens of megabytes.
    expect(taken[0]).toBeLessThan(100);
    deaf.destroy();
    server.close();
  });
});
