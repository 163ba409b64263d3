import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.js';
import type { Tally } from './tally.js';

const GET = 'GET /v1/policies/mine HTTP/1.1\r\nhost: here\r\n';

function open(url: string, onData: (text: string) => void = () => undefined): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      resolve(socket);
    });
    // Refused or cut: that is what is counted.
    socket.on('error', () => {
      resolve(socket);
    });
    socket.on('data', (data) => {
      onData(data.toString('latin1'));
    });
  });
}

const answers = async (url: string, tally: Tally, during: string): Promise<void> => {
  const got = await ask(url, 'GET', '/v1/policies/mine?asOf=2024-01-01').catch(() => ({
    status: 0,
    type: '',
    text: '',
  }));
  if (got.status !== 200) tally.break(`During ${during} a reader got ${String(got.status)}`);
};

/** Headers that are too large are refused on each connection, whatever their shape. */
export async function tryHugeHeaders(url: string, tally: Tally): Promise<string> {
  const shapes = [
    `${GET}x: ${'a'.repeat(100_000)}\r\n\r\n`,
    `${GET}${'x: y\r\n'.repeat(20_000)}\r\n`,
    `${GET}${'a'.repeat(100_000)}: y\r\n\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: here\r\n\r\n`,
    `${GET}cookie: ${'a=b; '.repeat(20_000)}\r\n\r\n`,
    `${GET}authorization: Bearer ${'a'.repeat(100_000)}\r\n\r\n`,
  ];
  const statuses: string[] = [];
  for (const bytes of shapes) {
    const status = await new Promise<string>((resolve) => {
      let text = '';
      const opened = open(url, (data) => {
        text += data;
        // Whether the connection stays is of no matter.
        if (text.includes('\r\n')) void opened.then((socket) => socket.destroy());
      });
      void opened.then((socket) => {
        socket.once('close', () => {
          resolve(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'cut');
        });
        socket.write(bytes);
      });
    });
    statuses.push(status);
    if (!/^(431|400|414|cut)$/.test(status))
      tally.break(`Headers of ${String(bytes.length)} bytes were answered ${status}`);
  }
  await answers(url, tally, 'huge headers');
  return statuses.join(', ');
}

/** Connections that send a byte of their headers now and then are closed by the server, and others are answered meanwhile. */
export async function trySlowLoris(url: string, count: number, tally: Tally): Promise<string> {
  const started = performance.now();
  const sockets = await Promise.all(Array.from({ length: count }, () => open(url)));
  let closed = 0;
  for (const socket of sockets) {
    if (socket.destroyed) closed += 1;
    else socket.once('close', () => (closed += 1));
    socket.write(GET);
  }
  for (let bytes = 0; closed < count && performance.now() - started < 120_000; bytes += 1) {
    for (const socket of sockets) if (socket.writable) socket.write(bytes === 0 ? 'x: ' : 'y');
    await answers(url, tally, 'slow headers');
    await sleep(1000);
  }
  for (const socket of sockets) socket.destroy();
  if (closed < count)
    tally.break(`${String(count - closed)} of ${String(count)} slow connections were never closed`);
  return `${String(closed)} of ${String(count)} closed within ${((performance.now() - started) / 1000).toFixed(0)} s`;
}

/** Streams of events that nobody reads are bounded in number, and others are answered meanwhile. */
export async function tryIdleStreams(url: string, count: number, tally: Tally): Promise<string> {
  const before = process.memoryUsage().rss;
  const statuses = new Map<string, number>();
  const sockets: Socket[] = [];
  for (let opened = 0; opened < count; opened += 250)
    await Promise.all(
      Array.from(
        { length: Math.min(250, count - opened) },
        () =>
          new Promise<void>((resolve) => {
            void open(url, (data) => {
              const [, status] = /^HTTP\/1\.1 (\d+)/.exec(data) ?? [];
              if (status !== undefined) statuses.set(status, (statuses.get(status) ?? 0) + 1);
              resolve();
            }).then((socket) => {
              sockets.push(socket);
              socket.once('close', resolve);
              socket.write(
                'GET /v1/events/stream HTTP/1.1\r\nhost: here\r\naccept: text/event-stream\r\n\r\n',
              );
            });
          }),
      ),
    );
  await answers(url, tally, 'idle streams');
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  for (const socket of sockets) socket.destroy();
  const admitted = statuses.get('200') ?? 0;
  if (admitted === 0 || admitted >= Math.min(count, 500))
    tally.break(`${String(admitted)} of ${String(count)} streams of one address were taken`);
  const said = [...statuses].map(([status, n]) => `${status}: ${String(n)}`).join(', ');
  return `${String(count)} asked for (${said}), memory of service and clients +${grown.toFixed(0)} MB`;
}
