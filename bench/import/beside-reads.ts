/**
 * What an import does to who reads a policy that it does not touch: `npm run bench:import-reads -- [lines]` (default 60,000), on
 * the built service. Four open reads a second, as people make them, until the job has succeeded; then an open count.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startEmptyService } from '../service.js';
import { importFileOf } from './lines.js';

const NDJSON = 'application/x-ndjson';
const EVERY_MS = 250;
const AFTER_S = 30;
const lines = Number(process.argv[2] ?? 60_000);

const service = await startEmptyService();
const { url, key, memory, send } = service;

async function job(id: unknown): Promise<{ state: string; [member: string]: unknown }> {
  const response = await fetch(`${url}/v1/imports/${String(id)}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return (await response.json()) as { state: string };
}

async function importOf(body: string): Promise<unknown> {
  const { id } = await send('/v1/imports', body, NDJSON);
  return id;
}

async function ended(id: unknown): Promise<void> {
  for (;;) {
    const { state, ...rest } = await job(id);
    if (state === 'succeeded') return;
    if (state !== 'queued' && state !== 'running') throw new Error(`${state}: ${JSON.stringify(rest)}`);
    await pause(EVERY_MS);
  }
}

const reads: { ms: number; status: number }[] = [];
async function read(): Promise<void> {
  const start = performance.now();
  const response = await fetch(`${url}/v1/policies/untouched`);
  await response.text();
  reads.push({ ms: performance.now() - start, status: response.status });
}

function figures(name: string): string {
  const times = reads.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.ceil(share * times.length) - 1] ?? NaN).toFixed(0);
  const refused = reads.filter(({ status }) => status !== 200);
  return `${name}: ${reads.splice(0).length} reads, ${refused.length} refused ${[...new Set(refused.map(({ status }) => status))].join(' ')}; p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)} ms`;
}

try {
  const policy = { id: 'untouched', title: 'Untouched', jurisdiction: 'JP', area: 'tests' };
  await ended(await importOf(JSON.stringify({ policy, recordedAt: '2019-01-01T00:00:00Z' })));
  for (let i = 0; i < 20; i += 1) await read();
  console.log(figures('before'));
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, memory());
    void read();
  }, EVERY_MS);
  const start = performance.now();
  const before = service.spent();
  const id = await importOf(Buffer.concat([...importFileOf(lines)]).toString());
  await ended(id);
  const took = (performance.now() - start) / 1000;
  const after = service.spent();
  const asked = performance.now();
  const { status } = await fetch(`${url}/v1/summary?by=area`);
  const counted = performance.now() - asked;
  clearInterval(timer);
  console.log(figures(`beside the import of ${lines} lines`));
  console.log(
    `job succeeded after ${took.toFixed(1)} s, then an open count answered ${status} in ${counted.toFixed(0)} ms`,
  );
  const each = (ms: number) => `${((1000 * ms) / lines).toFixed(0)} µs`;
  console.log(
    `processor time a line: service ${each(after.node - before.node)}, PostgreSQL ${each(after.postgres - before.postgres)}`,
  );
  await pause(AFTER_S * 1000);
  console.log(`memory: at most ${most.toFixed(0)} MB, ${AFTER_S} s later ${memory().toFixed(0)} MB`);
} finally {
  await service.stop();
}
