/**
 * `POST …/developments` over HTTP against the built service with its embedded database: `npm run bench:post`.
 * Options: --policies N, --connections N, --requests N, --offered "500,0" (requests a second, one run each; 0: as fast as answers
 * come), --rounds N, --dist DIR (a built service; several, separated by commas, are compared in turn).
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { cpuOf } from '../dashboard/cpu.js';
import { cpuOfProcess } from '../server-cpu.js';

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
const KEY = 'bench-0123456789-0123456789-0123456789';
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

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the service has no output');
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url === undefined) continue;
    stdout.resume();
    return url;
  }
  throw new Error('the service ended before it was there');
}

const HEADERS = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

async function register(url: string): Promise<void> {
  for (let i = 0; i < Number(values.policies); i += 100)
    await Promise.all(
      Array.from({ length: 100 }, async (_, j) => {
        const body = {
          id: `post-${i + j}`,
          title: `Programme ${i + j}`,
          jurisdiction: 'JP',
          area: 'procurement',
        };
        const response = await fetch(`${url}/v1/policies`, {
          method: 'POST',
          headers: HEADERS,
          body: JSON.stringify({ ...body, timeZone: 'Asia/Tokyo' }),
        });
        await response.text();
        if (!response.ok) throw new Error(`registering answered ${response.status}`);
      }),
    );
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Returns when an open count answers: it waits for all events. */
const untilShown = (url: string) => until(async () => (await fetch(`${url}/v1/summary?by=area`)).ok);

async function post(url: string, requests: string, offered: string): Promise<Answered> {
  const { policies, connections } = values;
  const args = [CLIENT, url, KEY, policies, connections, requests, offered];
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    './test/support/typescript.js',
    ...args,
  ]);
  return JSON.parse(stdout) as Answered;
}

async function load(dist: string, offered: string): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'policy-timeline-post-'));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    ADMIN_API_KEY: KEY,
  };
  const child = spawn(process.execPath, [join(dist, 'main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(child);
    await register(url);
    await untilShown(url);
    await post(url, WARM_UP, '0');
    await untilShown(url);
    const cpu = () => cpuOf(child.pid ?? 0, dataDir);
    const node = () => cpuOfProcess(child.pid ?? 0);
    const before = { all: cpu(), node: node() };
    const answered = await post(url, values.requests, offered);
    const during = { all: cpu(), node: node() };
    const ended = performance.now();
    await untilShown(url);
    const shown = performance.now() - ended;
    const after = { all: cpu(), node: node() };
    const each = (ms: number) => `${((1000 * ms) / answered.done).toFixed(0)} µs`;
    return [
      `${offered === '0' ? 'unbounded' : `${offered}/s offered`}: ${answered.perSecond.toFixed(0)}/s`,
      `p50 ${answered.p50.toFixed(1)}, p99 ${answered.p99.toFixed(1)}, max ${answered.max.toFixed(0)} ms`,
      `refused ${JSON.stringify(answered.refused)}, shown ${shown.toFixed(0)} ms after the last answer`,
      `processor time a request until the last answer: service ${each(during.node - before.node)}, PostgreSQL ${each(during.all - during.node - before.all + before.node)}, client ${each(answered.cpu)}`,
      `until shown: service ${each(after.node - before.node)}, PostgreSQL ${each(after.all - after.node - before.all + before.node)}`,
    ].join('\n  ');
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(dataDir, { recursive: true });
  }
}

for (let round = 0; round < Number(values.rounds); round += 1)
  for (const offered of values.offered.split(','))
    for (const dist of values.dist.split(',')) console.log(`${dist}, ${await load(dist, offered)}`);
