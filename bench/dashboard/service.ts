import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf } from './cpu.js';
import { dashboardLines, LONG, longId, POLICIES } from './lines.js';

/** The built service with the measured policies. */
export interface Service {
  url: string;
  /** Processor time used so far, PostgreSQL included, in milliseconds. */
  cpu: () => number;
  stop: () => Promise<void>;
}

/** @param dataDir kept, so that the policies are imported only once */
export async function startService(dataDir: string): Promise<Service> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: '' };
  const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    const url = await addressOf(child);
    if (!(await isFilled(url))) await fill(env);
    await untilReadable(url);
    return { url, cpu: () => cpuOf(child.pid ?? 0, dataDir), stop };
  } catch (error) {
    await stop();
    throw error;
  }
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

/** Whether the last policy of the lines exists with all of its developments. */
async function isFilled(url: string): Promise<boolean> {
  const developments = LONG.at(-1) ?? 0;
  const response = await fetch(`${url}/v1/policies/${longId(developments)}`);
  if (!response.ok) return false;
  return ((await response.json()) as { developments: number }).developments === developments;
}

async function fill(env: NodeJS.ProcessEnv): Promise<void> {
  console.log(`Importing ${POLICIES} policies; the next run finds them`);
  const child = spawn(process.execPath, ['dist/cli/cli.js', 'import', '-'], {
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await pipeline(Readable.from(chunks()), child.stdin);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error('the import failed');
}

function* chunks(): Generator<string> {
  let text = '';
  for (const line of dashboardLines()) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Open reads wait for the projection, and fail while it is far behind. */
async function untilReadable(url: string): Promise<void> {
  for (const path of ['/v1/summary?by=area', '/v1/policies?limit=1&q=frigate'])
    while (!(await fetch(`${url}${path}`)).ok) await pause(1000);
}
