/**
 * `POST …/developments` over HTTP against the built service with its embedded database: `npm run bench:post`.
 * Options: --policies N, --connections N, --requests N, --offered "500,0" (requests a second, one run each; 0: as fast as answers
 * come), --rounds N, --dist DIR (a built service; several, separated by commas, are compared in turn).
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type EmptyService, startEmptyService, untilAllIsShown } from '../service.js';

const { values } = parseArgs({
  options: {
    policies: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '64' },
    requests: { type: 'string', default: '10000' },
    offered: { type: 'string', default: '500,0' },
    rounds: { type: 'string', default: '2' },
    dist: { type: 'string', default: 'dist' },
  },
});
/** Requests that are not measured: Node compiles what is often called. */
const WARM_UP = '4000';
const CLIENT = fileURLToPath(new URL('client.ts', import.meta.url));

interface Answered {
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  done: number;
  refused: Record<string, number>;
  cpu: number;
}

async function register({ send }: EmptyService): Promise<void> {
  for (let i = 0; i < Number(values.policies); i += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, j) => {
        const policy = {
          id: `post-${i + j}`,
          title: `Programme ${i + j}`,
          jurisdiction: 'JP',
          area: 'procurement',
        };
        return send('/v1/policies', JSON.stringify({ ...policy, timeZone: 'Asia/Tokyo' }));
      }),
    );
}

async function post({ url, key }: EmptyService, requests: string, offered: string): Promise<Answered> {
  const { policies, connections } = values;
  const args = [CLIENT, url, key, policies, connections, requests, offered];
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    './test/support/typescript.js',
    ...args,
  ]);
  return JSON.parse(stdout) as Answered;
}

async function load(dist: string, offered: string): Promise<string> {
  const service = await startEmptyService(dist);
  try {
    await register(service);
    await post(service, WARM_UP, '0');
    await untilAllIsShown(service);
    const before = service.spent();
    const answered = await post(service, values.requests, offered);
    const during = service.spent();
    const ended = performance.now();
    await untilAllIsShown(service);
    const shown = performance.now() - ended;
    const after = service.spent();
    const each = (ms: number) => `${((1000 * ms) / answered.done).toFixed(0)} µs`;
    const since = (now: typeof before) =>
      `service ${each(now.node - before.node)}, PostgreSQL ${each(now.postgres - before.postgres)}`;
    return [
      `${offered === '0' ? 'unbounded' : `${offered}/s offered`}: ${answered.perSecond.toFixed(0)}/s`,
      `p50 ${answered.p50.toFixed(1)}, p99 ${answered.p99.toFixed(1)}, max ${answered.max.toFixed(0)} ms`,
      `refused ${JSON.stringify(answered.refused)}, shown ${shown.toFixed(0)} ms after the last answer`,
      `processor time a request until the last answer: ${since(during)}, client ${each(answered.cpu)}`,
      `until shown: ${since(after)}`,
    ].join('\n  ');
  } finally {
    await service.stop();
  }
}

for (let round = 0; round < Number(values.rounds); round += 1)
  for (const offered of values.offered.split(','))
    for (const dist of values.dist.split(',')) console.log(`${dist}, ${await load(dist, offered)}`);
