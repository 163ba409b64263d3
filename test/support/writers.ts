import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('typescript.js', import.meta.url));
const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));

/** A running writer process and the events acknowledged to it so far. */
export interface Writer {
  process: ChildProcess;
  acknowledged: { eventId: string; position: number }[];
  /** Resolves when the process has ended and all its lines are read, to its exit code, or null if it was killed. */
  ended: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Kills writers that still run: jest would wait for those that a failed test has left behind. */
export function killWriters(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a process that appends up to `mostEvents` events at a time, with concurrent callers, to streams of its own. */
export function startWriter(url: string, name: string, callers: number, mostEvents: number): Writer {
  const child = spawn(
    process.execPath,
    ['--import', LOADER, WRITER, url, name, String(callers), String(mostEvents)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  const acknowledged: Writer['acknowledged'] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [eventId = '', position = ''] = line.split(' ');
    if (position !== '') acknowledged.push({ eventId, position: Number(position) });
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => child.exitCode);
  return { process: child, acknowledged, ended };
}
