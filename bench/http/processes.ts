import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sample } from '../measure.js';
import type { Load } from './load.js';

/** A process of the benchmark's own; it ends when we disconnect from it. */
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
 * The API and the floor over a database, in a process of its own.
 * @param memory `forgetful`: no answer is remembered, each is made as if asked for the first time
 */
export async function startServer(
  database: string,
  ...memory: ['forgetful'?]
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = start('server.ts', database, ...memory.filter((word) => word !== undefined));
  return { url: String(await answer(child)), stop: () => end(child) };
}

/** The one that asks, in a process of its own, so that it never waits for the one that answers. */
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
