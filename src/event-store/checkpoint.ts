import type pg from 'pg';

/** How a wait ended. `parked`: the subscription is parked before that position, so a longer wait does not help. */
export type Arrival = 'reached' | 'timedOut' | 'parked';

interface Waiter {
  position: number;
  settle: (arrival: Arrival) => void;
  fail: (error: Error) => void;
}

/** How long the speed is measured, in seconds. */
const MEASURED_SECONDS = 1;
const POLL_MS = 20;
/** The holder of the lease learns of each advance in memory; it polls only in case it has lost the lease. */
const POLL_OWNED_MS = 1000;

/**
 * The checkpoint of a subscription, for readers that wait for it. The known position is a lower bound, because a checkpoint
 * never goes back: a wait for an earlier position costs no query. If another process holds the lease, one query serves all
 * waiters.
 */
export class Checkpoint {
  private known = 0;
  private parkedAt: number | null = null;
  private owned = false;
  private readonly waiters = new Set<Waiter>();
  /** Since when, and from where on, the speed is measured. */
  private measured = { at: 0, position: 0 };
  private perSecond = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly name: string,
  ) {}

  /** A position that the subscription has reached or passed. */
  get lowerBound(): number {
    return this.known;
  }

  /**
   * Waits until the subscription has reached the position.
   *
   * @param timeoutMs longest wait, in milliseconds
   * @throws the error of the database if the checkpoint cannot be read
   */
  waitFor(position: number, timeoutMs: number): Promise<Arrival> {
    if (position <= this.known) return Promise.resolve('reached');
    if (this.owned && this.parkedAt !== null) return Promise.resolve('parked');
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
      };
      const waiter: Waiter = {
        position,
        settle: (arrival) => {
          leave();
          resolve(arrival);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiter.settle('timedOut');
      }, timeoutMs);
      this.waiters.add(waiter);
      this.pollAfter(this.owned ? POLL_OWNED_MS : 0);
    });
  }

  /**
   * Whether a process holds the lease of the subscription now, so that it will advance, however long its batch takes.
   * @throws the error of the database if the lease cannot be read
   */
  async isHeld(): Promise<boolean> {
    if (this.owned) return true;
    const { rows } = await this.pool.query<{ held: boolean | null }>(
      'SELECT lease_expires_at > clock_timestamp() AS held FROM log.subscriptions WHERE name = $1',
      [this.name],
    );
    return rows[0]?.held ?? false;
  }

  /** An estimate, from the speed of the last seconds; at least 1, also if nothing is known. */
  secondsUntil(position: number): number {
    return Math.max(1, this.perSecond > 0 ? (position - this.known) / this.perSecond : 1);
  }

  private measure(position: number): void {
    const now = performance.now();
    const seconds = (now - this.measured.at) / 1000;
    if (this.measured.position > 0 && seconds < MEASURED_SECONDS) return;
    if (this.measured.position > 0) this.perSecond = (position - this.measured.position) / seconds;
    this.measured = { at: now, position };
  }

  /** Called by the holder of the lease after each commit; `parkedAt` is the position of the event that cannot be handled. */
  advance(position: number, parkedAt: number | null = null): void {
    if (position > this.known) this.measure(position);
    this.known = Math.max(this.known, position);
    this.parkedAt = parkedAt;
    for (const waiter of [...this.waiters]) {
      if (waiter.position <= this.known) waiter.settle('reached');
      else if (parkedAt !== null) waiter.settle('parked');
    }
  }

  /** Called by the subscription: whether this process holds the lease. */
  setOwned(owned: boolean): void {
    this.owned = owned;
    if (owned || !this.timer) return;
    clearTimeout(this.timer); // this process no longer advances the checkpoint: poll at once
    this.timer = null;
    this.pollAfter(0);
  }

  private pollAfter(ms: number): void {
    this.timer ??= setTimeout(() => void this.poll(), ms);
  }

  private async poll(): Promise<void> {
    if (this.waiters.size === 0) {
      this.timer = null;
      return;
    }
    try {
      const { rows } = await this.pool.query<{ checkpoint: number; parked: number | null }>(
        'SELECT checkpoint, parked_position AS parked FROM log.subscriptions WHERE name = $1',
        [this.name],
      );
      this.advance(rows[0]?.checkpoint ?? 0, rows[0]?.parked ?? null);
    } catch (error) {
      for (const waiter of [...this.waiters]) waiter.fail(error as Error);
    } finally {
      this.timer = null;
      if (this.waiters.size > 0) this.pollAfter(this.owned ? POLL_OWNED_MS : POLL_MS);
    }
  }
}
