/**
 * Sends `POST …/developments` to a server, over plain sockets, because an HTTP client of Node costs as much as the answer.
 * Arguments: URL, key, policies, connections, requests, requests a second (0: as fast as answers come). Prints one line of JSON.
 */
import { connect, type Socket } from 'node:net';
import { aDevelopment } from '../data/developments.js';
import { Random } from '../data/random.js';
import { sampleOf } from '../measure.js';

const [address = '', key = '', policies = '1', connections = '32', requests = '5000', offered = '0'] =
  process.argv.slice(2);
const { hostname, port, host } = new URL(address);
const random = new Random(Number(process.env.SEED ?? 7));
const BODIES = Array.from({ length: 2000 }, () => JSON.stringify(aDevelopment(random)));

let sent = 0;
/** A request for the next policy in turn. */
function request(): string {
  const body = BODIES[sent % BODIES.length] ?? '';
  const policy = `post-${sent % Number(policies)}`;
  sent += 1;
  return `POST /v1/policies/${policy}/developments HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const latencies: number[] = [];
const refused: Record<string, number> = {};
/** In turn: one that is left unused for long is closed by the server. */
const free: Connection[] = [];
const due: number[] = [];

class Connection {
  private since = 0;
  private received = '';

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('close', () => {
      throw new Error('the server closed a connection');
    });
    socket.on('data', (text: string) => {
      this.received += text;
      const head = this.received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(this.received.slice(0, head))?.[1]);
      if (this.received.length < head + 4 + length) return;
      const status = this.received.slice(9, 12);
      if (status === '201') latencies.push(performance.now() - this.since);
      else refused[status] = (refused[status] ?? 0) + 1;
      this.received = '';
      next(this);
    });
  }

  send(since: number): void {
    this.since = since;
    this.socket.write(request());
  }
}

const total = Number(requests);
const rate = Number(offered);

function next(connection: Connection): void {
  const since = rate > 0 ? due.shift() : performance.now();
  if (since !== undefined && sent < total) connection.send(since);
  else free.push(connection);
}

for (let i = 0; i < Number(connections); i += 1) {
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise((resolve) => socket.once('connect', resolve));
  free.push(new Connection(socket));
}
const begun = performance.now();
if (rate === 0) for (const connection of free.splice(0)) next(connection);
else {
  // A request counts from the moment at which it was due, also if no connection was free then.
  let dueSoFar = 0;
  const timer = setInterval(() => {
    for (
      const until = Math.min(total, ((performance.now() - begun) * rate) / 1000);
      dueSoFar < until;
      dueSoFar += 1
    )
      due.push(begun + (dueSoFar * 1000) / rate);
    for (let connection = free.shift(); connection; connection = free.shift()) {
      const since = due.shift();
      if (since === undefined) {
        free.unshift(connection);
        break;
      }
      connection.send(since);
    }
    if (sent === total) clearInterval(timer);
  }, 2);
}
while (sent < total || free.length < Number(connections))
  await new Promise((resolve) => setTimeout(resolve, 5));
const took = performance.now() - begun;
const { user, system } = process.cpuUsage();
const sample = sampleOf(latencies, took);
console.log(
  JSON.stringify({
    ...sample,
    max: latencies.at(-1),
    done: latencies.length,
    refused,
    cpu: (user + system) / 1000,
  }),
);
process.exit(0);
