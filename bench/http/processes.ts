import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sample } from '../measure.js';
import type { Load } from './load.js';

/** A child process of the benchmark; it ends when its parent disconnects. */
function start(file: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args);
}

async function answer(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('a process of the benchmark ended early');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    return message;
  } finally {
    gone.abort();
    ended.catch(() => undefined); // it was aborted on purpose
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.disconnect();
  await once(child, 'exit');
}

/**
 * The API and the floor over a database, in a separate process.
 * @param memory `forgetful`: no answer is cached, each is computed as for a first request
 */
export async function startServer(
  database: string,
  ...memory: ['forgetful'?]
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = start('server.ts', database, ...memory.filter((word) => word !== undefined));
  return { url: String(await answer(child)), stop: () => end(child) };
}

/** The load generator, in a separate process, so that it never waits for the server. */
export class Asker {
  private readonly child = start('load.ts');

  /** @throws Error if any request was not answered by a 2xx */
  async ask(load: Load): Promise<Sample> {
    this.child.send(load);
    const sample = await answer(this.child);
    if (typeof sample === 'string') throw new Error(sample);
    return sample as Sample;
  }

  stop(): Promise<void> {
    return end(this.child);
  }
}
