import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../database/transaction.js';
import { Checkpoint } from './checkpoint.js';
import type { StoredEvent } from './event.js';
import type { AppendNotifications } from './append-notifications.js';
import { Lease, LeaseLost, type HeldLease } from './lease.js';
import { LogReader } from './read.js';
import { isOfSize, isTransient } from './transient.js';

export interface SubscriptionOptions {
  name: string;
  /**
   * Handles these events, in order, and writes only through `tx`: its rows and the checkpoint commit together or not at all.
   * Throws for an event that it cannot handle. After a throw the same events are handed over again, so the handler must not
   * keep state in memory that a rollback would make wrong.
   */
  handle: (events: readonly StoredEvent[], tx: pg.PoolClient) => Promise<void>;
  /** Most events of one batch. */
  batchSize?: number;
  /** A divisor of batchSize: a batch behind which more events wait ends just before a multiple of this position. */
  alignedTo?: number;
  /** How long another process waits before it takes over from one that is silent, in milliseconds. */
  leaseMs?: number;
  /** How often to poll without an append notification, in milliseconds. */
  pollMs?: number;
  /** Called for each failure that is retried, and for the failure that parks the subscription. */
  onError?: (error: unknown) => void;
}

interface Sources {
  write: pg.Pool;
  read: pg.Pool;
  notifications: AppendNotifications;
}

const MAX_BACKOFF_MS = 5000;

/**
 * Hands the log to a handler, event by event in the order of positions, with the effect of exactly once. Of all processes that
 * run a subscription of this name, one works at a time.
 *
 * A batch that fails is tried again event by event. An event that fails alone parks the subscription: its position and the
 * reason are stored in the row of the subscription, other subscriptions continue, and `resumeSubscription` lifts the park.
 * Failures of the database are retried without limit.
 */
export class Subscription {
  readonly checkpoint: Checkpoint;
  private readonly options: Required<SubscriptionOptions>;
  private readonly reader: LogReader;
  private readonly lease: Lease;
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  /** Events up to this position are handled one by one, because a batch that ended here failed. */
  private singlyUntil = 0;

  constructor(
    private readonly sources: Sources,
    options: SubscriptionOptions,
  ) {
    this.options = {
      batchSize: 500,
      alignedTo: 1,
      leaseMs: 10_000,
      pollMs: 1000,
      onError: () => undefined,
      ...options,
    };
    this.reader = new LogReader(sources.read);
    this.lease = new Lease(sources.write, options.name, this.options.leaseMs);
    this.checkpoint = new Checkpoint(sources.read, options.name);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes the batch in progress and frees the lease, so that another process can take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const held = await this.lease.take();
        if (held) await this.hold(held, () => (failures = 0));
        else await this.pause(this.options.leaseMs / 4);
      } catch (error) {
        // Another process, or a rebuild that swaps the tables, took it: that is no failure.
        if (!(error instanceof LeaseLost)) this.options.onError(error);
        await this.pause(Math.min(MAX_BACKOFF_MS, 50 * 2 ** failures++));
      }
    }
  }

  /** Works while the lease lasts. Each failure ends it: the lease is then taken anew, which also reads the stored checkpoint. */
  private async hold(held: HeldLease, onProgress: () => void): Promise<void> {
    let lost: unknown = null;
    const heartbeat = setInterval(() => {
      this.lease.renew(held).catch((error: unknown) => {
        lost = error;
      });
    }, this.options.leaseMs / 3);
    this.checkpoint.setOwned(true);
    this.checkpoint.advance(held.checkpoint, held.parkedPosition);
    let ahead: Promise<StoredEvent[]> | null = null;
    try {
      let { checkpoint, parkedPosition } = held;
      while (!this.stopped) {
        if (lost instanceof Error) throw lost;
        if (parkedPosition !== null) {
          await this.pause(this.options.pollMs);
          ({ parkedPosition } = await this.lease.renew(held));
          this.checkpoint.advance(checkpoint, parkedPosition);
          continue;
        }
        const limit = this.limitAfter(checkpoint);
        const events = await (ahead ?? this.reader.readAfter(checkpoint, limit));
        ahead = null;
        const last = events.at(-1);
        if (!last) {
          await this.sources.notifications.waitBeyond(checkpoint, this.options.pollMs, this.stopping.signal);
          continue;
        }
        // More are waiting: they are read while these are handled.
        if (events.length === limit && limit > 1) {
          ahead = this.reader.readAfter(last.position, this.limitAfter(last.position));
          ahead.catch(() => undefined); // thrown where it is awaited, unless this batch fails first
        }
        try {
          await this.commit(held, events, last.position);
          checkpoint = last.position;
          this.checkpoint.advance(checkpoint);
          onProgress();
        } catch (error) {
          ahead = null;
          if (isPassing(error)) throw error;
          if (isTransient(error) || events.length > 1) {
            this.singlyUntil = last.position;
            throw error;
          }
          this.options.onError(error);
          parkedPosition = last.position;
          await this.lease.park(held, last.position, error instanceof Error ? error.message : String(error));
          this.checkpoint.advance(checkpoint, parkedPosition);
        }
      }
    } finally {
      clearInterval(heartbeat);
      this.checkpoint.setOwned(false);
    }
    await this.lease.release(held);
  }

  /** Most events of the batch after a checkpoint. */
  private limitAfter(checkpoint: number): number {
    const { batchSize, alignedTo } = this.options;
    return checkpoint < this.singlyUntil ? 1 : batchSize - ((checkpoint + 1) % alignedTo);
  }

  private async commit(held: HeldLease, events: readonly StoredEvent[], last: number): Promise<void> {
    // A holder that is paused here keeps its rows locked until a successor ends its session, or this limit does.
    const idleMs = 2 * this.options.leaseMs;
    await inTransaction(
      this.sources.write,
      async (tx) => {
        await this.options.handle(events, tx);
        await this.lease.advance(tx, held, last);
      },
      { idleMs, first: this.lease.mark(held) },
    );
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined); // stop() ends the pause
  }
}

/** Whether the failure has nothing to do with the events, so that smaller batches would only be slower. */
const isPassing = (error: unknown): boolean =>
  error instanceof LeaseLost || (isTransient(error) && !isOfSize(error));

/** Lifts a park: the subscription continues with the event that parked it. False if it was not parked. */
export async function resumeSubscription(pool: pg.Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE log.subscriptions SET parked_position = NULL, parked_reason = NULL, parked_at = NULL
     WHERE name = $1 AND parked_position IS NOT NULL`,
    [name],
  );
  return rowCount === 1;
}
