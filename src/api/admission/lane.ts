export interface LaneLimits {
  /** How many run at once. */
  places: number;
  /** How many of one client run at once. */
  placesOfOne: number;
  /** How many wait. */
  seats: number;
  /** How many of one client wait. */
  seatsOfOne: number;
  /** Longest wait, in milliseconds. */
  patienceMs: number;
}

/** The lane is full; nothing was done. */
export class LaneFull extends Error {
  override readonly name = 'LaneFull';
}

interface Waiter {
  start: () => void;
}

/** How long a refusal takes, in milliseconds: a client that asks again at once should not keep the processor busy with refusals. */
const REFUSE_AFTER_MS = 1000;
/** More refusals than this are immediate, so that they do not pile up. */
const MOST_REFUSALS = 1000;

/**
 * Limits what runs at once, and lets clients take turns: one that asks a hundred questions at once waits behind one that asks a single one.
 * The queue is bounded in number and in time.
 */
export class Lane {
  private running = 0;
  private waiting = 0;
  private refusing = 0;
  private readonly runningOf = new Map<string, number>();
  /** In the order of their turns; a client that had its turn goes to the end. */
  private readonly queues = new Map<string, Waiter[]>();

  constructor(private readonly limits: LaneLimits) {}

  /** How many run now, and how many wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.running, waiting: this.waiting };
  }

  /**
   * Waits for a place.
   * @param client who asks
   * @param signal aborted when the client has gone and no longer needs the place
   * @returns a function that frees the place; further calls of it have no effect
   * @throws LaneFull, also after an abort
   */
  async enter(client: string, signal?: AbortSignal): Promise<() => void> {
    if (this.hasPlaceFor(client)) this.take(client);
    else await this.wait(client, signal);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.leave(client);
    };
  }

  private countOf(client: string): number {
    return this.runningOf.get(client) ?? 0;
  }

  private hasPlaceFor(client: string): boolean {
    return this.running < this.limits.places && this.countOf(client) < this.limits.placesOfOne;
  }

  private take(client: string): void {
    this.running += 1;
    this.runningOf.set(client, this.countOf(client) + 1);
  }

  /** Returns with a place taken. */
  private async wait(client: string, signal?: AbortSignal): Promise<void> {
    const queue = this.queues.get(client) ?? [];
    if (this.waiting >= this.limits.seats || queue.length >= this.limits.seatsOfOne) await this.refuse();
    this.queues.set(client, queue);
    this.waiting += 1;
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        queue.splice(queue.indexOf(waiter), 1);
        if (queue.length === 0) this.queues.delete(client);
        this.waiting -= 1;
        settle();
      };
      const giveUp = () => {
        end(() => {
          reject(new LaneFull('No place became free in time'));
        });
      };
      const waiter = {
        start: () => {
          this.take(client); // at once, so that no other request takes it before the waiter goes on
          end(resolve);
        },
      };
      const timer = setTimeout(giveUp, this.limits.patienceMs);
      queue.push(waiter);
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  private async refuse(): Promise<never> {
    if (this.refusing < MOST_REFUSALS) {
      this.refusing += 1;
      await new Promise((resolve) => setTimeout(resolve, REFUSE_AFTER_MS));
      this.refusing -= 1;
    }
    throw new LaneFull('Too many wait already');
  }

  private leave(client: string): void {
    this.running -= 1;
    const count = this.countOf(client) - 1;
    if (count > 0) this.runningOf.set(client, count);
    else this.runningOf.delete(client);
    for (const [next, queue] of this.queues) {
      if (!this.hasPlaceFor(next)) continue;
      this.queues.delete(next);
      this.queues.set(next, queue);
      queue[0]?.start();
      return;
    }
  }
}
