import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf } from './dashboard/cpu.js';
import { cpuOfProcess } from './server-cpu.js';

const KEY = 'bench-0123456789-0123456789-0123456789';

/** Processor time so far, in milliseconds. */
interface Spent {
  node: number;
  postgres: number;
}

/** The built service with an empty embedded database of its own. */
export interface EmptyService {
  url: string;
  /** The administrator's. */
  key: string;
  spent: () => Spent;
  /** Resident memory, in MB. */
  memory: () => number;
  /** @throws Error if the answer is no success */
  send: (path: string, body: string, type?: string) => Promise<Record<string, unknown>>;
  stop: () => Promise<void>;
}

/** @param dist the folder of the built service */
export async function startEmptyService(dist = 'dist'): Promise<EmptyService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'policy-timeline-bench-'));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--enable-source-maps', join(dist, 'main.js')], {
    env: { ...env, ADMIN_API_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    [url] = /http:\S+/.exec(line) ?? [];
    if (url !== undefined) break;
  }
  child.stdout.resume();
  if (url === undefined) throw new Error('the service ended before it was there');
  const address = url;
  return {
    url: address,
    key: KEY,
    spent: () => {
      const node = cpuOfProcess(pid);
      return { node, postgres: cpuOf(pid, dataDir) - node };
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    send: async (path, body, type = 'application/json') => {
      const headers = { authorization: `Bearer ${KEY}`, 'content-type': type };
      const response = await fetch(address + path, { method: 'POST', headers, body });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** Returns when an open count answers, which waits for all events of the log. */
export async function untilAllIsShown({ url }: EmptyService): Promise<void> {
  while (!(await fetch(`${url}/v1/summary?by=area`)).ok) await pause(20);
}
