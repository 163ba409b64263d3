/**
 * What fifty endless readers of the dearest questions do to who asks for one state: `npm run bench:fairness`.
 * Options: --addresses N (of the readers; default 50), --readers N, --seconds N, --data-dir DIR (kept).
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../cluster.js';
import { dataSet } from '../data/data-set.js';

const { values } = parseArgs({
  options: {
    addresses: { type: 'string', default: '50' },
    readers: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '30' },
    'data-dir': { type: 'string' },
  },
});
const POLICIES = 3663;
const EVENTS_A_POLICY = 10;
const PAUSE_MS = 50;

interface Probe {
  path: string;
  took: number[];
  failed: string[];
}

const probe = (path: string): Probe => ({ path, took: [], failed: [] });

async function ask(url: string, { path, took, failed }: Probe): Promise<void> {
  const start = performance.now();
  try {
    const response = await fetch(url + path);
    await response.text();
    if (!response.ok) failed.push(String(response.status));
  } catch (error) {
    failed.push(String(error));
  }
  took.push(performance.now() - start);
}

function figures({ path, took, failed }: Probe): string {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(0);
  return `${path}: ${took.length} asked, p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms; failed ${failed.length} ${[...new Set(failed)].join(' ')}`;
}

const memoryMb = (pid: number, field: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function during(url: string, pid: number, seconds: number): Promise<void> {
  const probes = [probe('/v1/policies/programme-000123'), probe('/health/live')];
  let rss = 0;
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    for (const each of probes) await ask(url, each);
    rss = Math.max(rss, memoryMb(pid, 'VmRSS'));
    await sleep(PAUSE_MS);
  }
  for (const each of probes) console.log(figures(each));
  console.log(`memory of the service: at most ${rss.toFixed(0)} MB`);
}

const cluster = await startCluster(values['data-dir']);
const { url: database } = await dataSet(cluster, POLICIES * EVENTS_A_POLICY, EVENTS_A_POLICY);
const env = {
  ...process.env,
  DATABASE_URL: database,
  DATA_DIR: mkdtempSync(join(tmpdir(), 'policy-timeline-fairness-')),
  PORT: '0',
  LOG_LEVEL: 'silent',
};
// As it is delivered: what compiles TypeScript on the way would be a third of the memory.
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const service = spawn(process.execPath, [main], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let url = '';
for await (const line of createInterface({ input: service.stdout })) {
  url = /http:\S+/.exec(line)?.[0] ?? '';
  if (url !== '') break;
}
service.stdout.resume();
const pid = service.pid ?? 0;
const seconds = Number(values.seconds);
try {
  console.log('alone');
  await during(url, pid, seconds / 4);
  console.log(`beside ${values.readers} readers of dear questions, from ${values.addresses} addresses`);
  const readers = fork(fileURLToPath(new URL('readers.ts', import.meta.url)), [
    url,
    values.readers,
    values.addresses,
  ]);
  await during(url, pid, seconds);
  readers.send('stop');
  const [answers] = (await once(readers, 'message')) as unknown[];
  console.log('the readers got', answers);
  readers.disconnect();
  console.log(`memory of the service: peak ${memoryMb(pid, 'VmHWM').toFixed(0)} MB`);
} finally {
  service.kill('SIGTERM');
  await once(service, 'exit');
  await cluster.stop();
}
