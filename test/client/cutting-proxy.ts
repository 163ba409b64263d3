import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes connections on to a service, whose address may change, and cuts answers where it is told to. */
export interface CuttingProxy {
  url: string;
  /** The address of the service. */
  target: string;
  /** Bytes after which the next answer is cut, with its connection; negative: counted from its end; null: it is passed on whole. */
  cutAfter: number | null;
  /** Answers that were cut. */
  cuts: number;
  stop: () => Promise<void>;
}

export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const { hostname, port } = new URL(proxy.target);
    const service = connect(Number(port), hostname);
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        service.destroy();
      });
    }
    client.pipe(service);
    service.on('data', (bytes) => {
      if (proxy.cutAfter === null) return client.write(bytes);
      const part = bytes.subarray(0, proxy.cutAfter);
      proxy.cutAfter = null;
      proxy.cuts += 1;
      return client.end(part);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    cutAfter: null,
    cuts: 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
