import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens between the service and its database. */
export type Weather =
  /** Everything passes. */
  | 'fair'
  /** Nothing passes any more, and nobody is told: a firewall, a broken cable. */
  | 'black hole'
  /** Every connection is reset, old and new. */
  | 'reset'
  /** Each piece arrives two seconds late. */
  | 'slow'
  /** Connections break the moment after an append was sent, so whether it was done is not known. */
  | 'cut in an append';

const LATE_MS = 2000;

/** A TCP proxy before a database. */
export class Proxy {
  weather: Weather = 'fair';
  /** Connections that were cut in an append. */
  cuts = 0;
  private readonly pairs = new Set<[Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async before(target: number): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, target);
    server.on('connection', (client) => {
      proxy.accept(client);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The same URL through this proxy. */
  through(url: string): string {
    const other = new URL(url);
    other.port = String(this.port);
    return other.href;
  }

  change(weather: Weather): void {
    this.weather = weather;
    if (weather === 'reset')
      for (const pair of this.pairs) for (const socket of pair) socket.resetAndDestroy();
    // What was swallowed is lost, so these connections are of no use: their ends notice when they go on.
    if (weather === 'fair') for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }

  close(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    this.server.close();
  }

  private accept(client: Socket): void {
    if (this.weather === 'reset') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target, '127.0.0.1');
    const pair: [Socket, Socket] = [client, server];
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        if (this.weather !== 'black hole') for (const each of pair) each.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      this.pass(chunk, server);
      if (this.weather !== 'cut in an append' || !chunk.includes('log-append')) return;
      this.cuts += 1;
      // The server gets it whole, the client never its answer.
      server.end();
      client.destroy();
    });
    server.on('data', (chunk: Buffer) => {
      this.pass(chunk, client);
    });
  }

  private pass(chunk: Buffer, to: Socket): void {
    if (this.weather === 'black hole') return;
    if (this.weather !== 'slow') to.write(chunk);
    else setTimeout(() => !to.destroyed && to.write(chunk), LATE_MS).unref();
  }
}
