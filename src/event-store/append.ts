import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { callAllOrNone, callAppend, checkAppend } from './append-call.js';
import { appendOne } from './append-one.js';
import { LogUnavailable, Overloaded, WritesPaused } from './errors.js';
import type { Append, AppendResult, BackfillResult } from './event.js';
import { isTransient } from './transient.js';

export interface EventLogLimits {
  /** Most events and payload characters of one call. A larger append is sent alone. */
  batchEvents: number;
  batchCharacters: number;
  /** Most queued appends, and most payload characters of them. More are refused as Overloaded. */
  queuedAppends: number;
  queuedCharacters: number;
}

const LIMITS: EventLogLimits = {
  batchEvents: 500,
  batchCharacters: 4_000_000,
  queuedAppends: 20_000,
  queuedCharacters: 100_000_000,
};

/** How long an append waits for the end of a backfill, and how often it retries, in milliseconds. */
const PAUSE_PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 100;
/** SQLSTATE of `log.append` while a backfill runs; see the migration of the imports. */
const BACKFILL_RUNS = 'BF001';

interface Waiting {
  append: Append;
  characters: number;
  resolve: (result: AppendResult) => void;
  reject: (error: unknown) => void;
}

/**
 * The write side of the log. Appends that arrive while a call is in flight are queued and sent together in the next call (group
 * commit), so they share one lock, one round trip and one flush to disk. Only one call is in flight at a time; a second would
 * only wait for the lock.
 */
export class EventLog {
  private readonly limits: EventLogLimits;
  private readonly queue: Waiting[] = [];
  private queuedCharacters = 0;
  private running: Promise<void> | null = null;

  /**
   * @param pool the write pool
   * @param onAppended called with the last position of each call that wrote, after its commit
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly onAppended: (position: number) => void = () => undefined,
    limits: Partial<EventLogLimits> = {},
  ) {
    this.limits = { ...LIMITS, ...limits };
  }

  /**
   * Appends the events of one stream, all or none. Resolves after the commit.
   *
   * @throws Overloaded, LogUnavailable, WritesPaused while a backfill runs, or RangeError for an invalid append (no events, a
   *   repeated event id or key, …)
   */
  append(append: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      checkAppend(append); // a throw in here rejects
      if (append.recordedAt !== undefined) throw new RangeError('recordedAt is for backfill only');
      const characters = append.events.reduce((sum, { payload }) => sum + payload.length, 0);
      if (
        this.queue.length >= this.limits.queuedAppends ||
        this.queuedCharacters + characters > this.limits.queuedCharacters
      ) {
        throw new Overloaded(`${this.queue.length} appends are waiting`);
      }
      this.queue.push({ append, characters, resolve, reject });
      this.queuedCharacters += characters;
      this.running ??= this.drain();
    });
  }

  /**
   * Appends events whose recorded instants an import gives: each append has its `recordedAt`. One call, in this order. Instants
   * must ascend; equal ones are spread by one microsecond. `descending` (earlier than the append before) and `future` refuse
   * one append. `below-head` (the first new instant is earlier than the end of the log) refuses that append and all after it.
   *
   * @param after the last instant of the previous call of the same import; null for the first call
   * @param session the session of a BackfillSession, which keeps other writers out; without it, others may append in between
   */
  async backfill(
    appends: readonly Append[],
    after: string | null,
    session?: pg.ClientBase,
  ): Promise<BackfillResult[]> {
    appends.forEach(checkAppend);
    const results = await callAppend(session ?? this.pool, appends, { after }).catch((error: unknown) => {
      throw unavailable(error);
    });
    this.announce(results);
    return results;
  }

  /**
   * Appends all of these or none, in one call beside the queue: for appends that are right only if the ones before them are done.
   * @returns null if one of them cannot be appended: none was
   * @throws like `append`
   */
  async appendAllOrNone(appends: readonly Append[]): Promise<BackfillResult[] | null> {
    appends.forEach(checkAppend);
    const results = await patiently(() => callAllOrNone(this.pool, appends)).catch((error: unknown) => {
      throw unavailable(error);
    });
    this.announce(results ?? []);
    return results;
  }

  /** Returns when the queue is empty: all appends are answered. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    await Promise.resolve(); // collects the appends of this tick into one batch
    while (this.queue.length > 0) await this.call(this.takeBatch());
    this.running = null;
  }

  private takeBatch(): Waiting[] {
    let events = 0;
    let characters = 0;
    let count = 0;
    for (const waiting of this.queue) {
      events += waiting.append.events.length;
      characters += waiting.characters;
      if (count > 0 && (events > this.limits.batchEvents || characters > this.limits.batchCharacters)) break;
      count += 1;
    }
    const batch = this.queue.splice(0, count);
    this.queuedCharacters -= batch.reduce((sum, waiting) => sum + waiting.characters, 0);
    return batch;
  }

  private async call(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await patiently(() => this.callAtOnce(batch.map(({ append }) => append)));
      this.announce(results);
      batch.forEach(({ resolve }, i) => {
        resolve(results[i] as AppendResult);
      });
    } catch (error) {
      if (batch.length === 1 || isTransient(error) || isPaused(error))
        for (const { reject } of batch) reject(unavailable(error));
      // One append that PostgreSQL refuses fails the whole call, so each is sent again alone and gets its own result.
      else for (const waiting of batch) await this.call([waiting]);
    }
  }

  private async callAtOnce(appends: readonly Append[]): Promise<BackfillResult[]> {
    const [only] = appends;
    const one = appends.length === 1 && only ? await appendOne(this.pool, only) : null;
    return one ? [one] : await callAppend(this.pool, appends, null);
  }

  private announce(results: readonly BackfillResult[]): void {
    let last = 0;
    for (const result of results) {
      if (result.outcome === 'done') last = result.recorded.at(-1)?.position ?? last;
    }
    if (last > 0) this.onAppended(last);
  }
}

/** Calls again while a backfill runs. */
async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + PAUSE_PATIENCE_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isPaused(error) || performance.now() > until) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

const isPaused = (error: unknown): boolean => (error as { code?: unknown }).code === BACKFILL_RUNS;

function unavailable(error: unknown): unknown {
  if (isPaused(error)) return new WritesPaused('An import of past records is running', { cause: error });
  if (!isTransient(error)) return error;
  return new LogUnavailable(`The log cannot be reached: ${(error as Error).message}`, { cause: error });
}
