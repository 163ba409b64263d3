import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import type { SessionOptions } from '../../database/unlimited-session.js';
import { LogReader } from '../../event-store/read.js';
import { foldShare, type Share, type ShareWatch } from './fold-share.js';
import type { ThreadData, ThreadMessage } from './fold-thread.js';
import type { Generation } from './generation.js';
import type { Series } from './staged-counts.js';

/** A thread needs a third of a second to start: as long as to fold some thousand events. */
const EVENTS_OF_SHARE = 10_000;
/** Each share has a session of PostgreSQL beside its thread, and up to 100 MB of rows that are being written. */
const MOST_SHARES = 4;

/** Into how many shares a rebuild divides the policies of so many events. */
export const sharesFor = (events: number): number =>
  Math.max(1, Math.min(availableParallelism(), MOST_SHARES, Math.floor(events / EVENTS_OF_SHARE)));

/**
 * Folds all policies up to a position into the tables of a generation: in threads, because folding takes a processor longer than
 * PostgreSQL needs for the rows, and so that the server goes on answering; a single share here.
 * @param session what the share that is folded here uses
 * @param options of the sessions of threads
 * @returns what was counted, as the staged changes name it
 * @throws Error if an event cannot be folded, or whatever stopped a thread; then all have ended
 */
export async function foldPolicies(
  session: pg.ClientBase,
  options: SessionOptions,
  generation: Generation,
  shares: readonly Share[],
  watch: ShareWatch,
): Promise<Series[]> {
  const [first, ...others] = shares;
  if (first && others.length === 0) return foldShare(session, generation, first, watch);
  const failed = new AbortController();
  const signal = watch.signal ? AbortSignal.any([watch.signal, failed.signal]) : failed.signal;
  const folded = shares.map((share) => foldInThread({ options, generation, share }, { ...watch, signal }));
  try {
    return (await Promise.all(folded)).flat();
  } catch (error) {
    failed.abort();
    await Promise.allSettled(folded);
    throw error;
  }
}

/** Divides the policies into shares of about as many events. */
export async function sharesOf(log: LogReader, upTo: number, count: number): Promise<Share[]> {
  const shares: Share[] = [];
  let after: string | null = null;
  for (let number = 0; number < count; number += 1) {
    const isLast = number === count - 1;
    const through = isLast ? null : await log.streamBehind(Math.floor((upTo * (number + 1)) / count));
    shares.push({ number, policies: { after, through, upTo } });
    after = through;
  }
  return shares;
}

function foldInThread(
  workerData: ThreadData,
  { onFolded, signal }: ShareWatch & { signal: AbortSignal },
): Promise<Series[]> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    let series: Series[] | undefined;
    const thread = new Worker(new URL('./fold-thread.js', import.meta.url), { workerData });
    const stop = () => void thread.terminate();
    signal.addEventListener('abort', stop);
    thread.on('message', (message: ThreadMessage) => {
      if ('folded' in message) onFolded(message.folded);
      else ({ series } = message);
    });
    thread.on('error', reject);
    thread.on('exit', () => {
      signal.removeEventListener('abort', stop);
      if (series) resolve(series);
      else reject(signal.aborted ? (signal.reason as Error) : new Error('A thread of the rebuild has ended'));
    });
  });
}
