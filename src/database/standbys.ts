import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openPools, type Pools, type PoolsOptions } from './connect.js';

/** How often it is compared whether a standby has the log of the primary, in milliseconds. */
const COMPARE_EVERY_MS = 5000;
/** How long a read waits for a standby before it goes to the primary, and how often it looks, in milliseconds. */
const PATIENCE_MS = 200;
const LOOK_EVERY_MS = 20;
/** Longest answer to the question how far a server is, in milliseconds; a slower standby is of no help. */
const STANDBY_ANSWERS_MS = 1000;

/** Where the read that is being answered asks. It may go back to the primary at any time, which is never behind a standby. */
interface Place {
  standby: Standby | null;
}

const places = new AsyncLocalStorage<Place>();

/** From here on the read that is being answered asks the primary: for what standbys cannot do, or not yet. */
export function usePrimary(): void {
  const place = places.getStore();
  if (place) place.standby = null;
}

/** One standby, and whether it can be relied on. */
class Standby {
  private trusted = false;
  private readonly pools: Pools;
  private readonly reached: () => Promise<number>;

  constructor(url: string, options: PoolsOptions) {
    this.pools = openPools(url, { ...options, readerUrl: url });
    this.reached = together(async () => {
      const { rows } = await this.pools.read.query<{ position: number }>(REACHED);
      return rows[0]?.position ?? 0;
    });
  }

  get isTrusted(): boolean {
    return this.trusted;
  }

  pool(kind: 'read' | 'dear'): pg.Pool {
    return this.pools[kind];
  }

  distrust(): void {
    this.trusted = false;
  }

  /** Whether log and projection are replayed up to the position. A standby that does not answer is not asked again for a while. */
  async hasReached(position: number): Promise<boolean> {
    try {
      const late = sleep(STANDBY_ANSWERS_MS, -1, { ref: false });
      const reached = await Promise.race([this.reached(), late]);
      if (reached < 0) this.distrust();
      return reached >= position;
    } catch {
      this.distrust();
      return false;
    }
  }

  /** Whether it is in recovery and its log is the beginning of the primary's: its last event is the same there, down to the salt. */
  async compare(primary: pg.Pool): Promise<void> {
    try {
      const { rows } = await this.pools.read.query<{ position: number; hash: string }>(LAST);
      const [last] = rows;
      const { rows: same } = await primary.query(
        'SELECT FROM log.events WHERE events.position = $1 AND leaf_hash = $2',
        [last?.position ?? 0, Buffer.from(last?.hash ?? '', 'hex')],
      );
      this.trusted = same.length === 1;
    } catch (error) {
      // While the primary is away, a standby that was the same stays of use for past answers.
      if (await this.pools.read.query('SELECT 1').catch(() => null)) return;
      this.distrust();
      throw error;
    }
  }

  end(): Promise<void> {
    return this.pools.end();
  }
}

/**
 * Sends reads to standbys of the primary, and to none that lacks what the primary had committed when the read came. So an answer is the
 * same wherever it is made, and never stale (docs/scaling.md, ADR 22).
 */
export class Standbys {
  /** Reads that were sent to a standby, and those that were not. */
  readonly sent = { standby: 0, primary: 0 };
  /** The primary's pools for the write side, and pools that ask where the read was sent. */
  readonly pools: Pools;
  private readonly standbys: Standby[];
  private readonly head: () => Promise<number>;
  private readonly timer: NodeJS.Timeout;
  private turn = 0;

  constructor(
    urls: readonly string[],
    private readonly primary: Pools,
    options: PoolsOptions,
  ) {
    this.standbys = urls.map((url) => new Standby(url, options));
    this.head = together(async () => {
      const { rows } = await primary.read.query<{ position: number }>(HEAD);
      return rows[0]?.position ?? 0;
    });
    this.pools = {
      ...primary,
      read: this.routed('read'),
      dear: this.routed('dear'),
      end: async () => {
        clearInterval(this.timer);
        await Promise.all([primary.end(), ...this.standbys.map((standby) => standby.end())]);
      },
    };
    this.timer = setInterval(() => void this.compare(), COMPARE_EVERY_MS).unref();
  }

  /** Finds out which standbys can be used. */
  async compare(): Promise<void> {
    await Promise.allSettled(this.standbys.map((standby) => standby.compare(this.primary.read)));
  }

  /**
   * Runs the work of a read, and all that follows from it, where it is answered best.
   * @param pinned the position of a past answer: it can be given while the primary is away
   */
  async route(pinned: number | undefined, work: () => void): Promise<void> {
    const standby = await this.choose(pinned).catch(() => null);
    this.sent[standby ? 'standby' : 'primary'] += 1;
    places.run({ standby }, work);
  }

  private async choose(pinned: number | undefined): Promise<Standby | null> {
    if (!this.standbys.some(({ isTrusted }) => isTrusted)) return null;
    const needed = await this.head().catch((error: unknown) => {
      if (pinned === undefined) throw error;
      return pinned;
    });
    for (const until = performance.now() + PATIENCE_MS; ;) {
      const standby = this.next();
      if (!standby) return null;
      if (await standby.hasReached(needed)) return standby;
      if (performance.now() > until) return null;
      await sleep(LOOK_EVERY_MS);
    }
  }

  private next(): Standby | undefined {
    const usable = this.standbys.filter(({ isTrusted }) => isTrusted);
    this.turn += 1;
    return usable[this.turn % usable.length];
  }

  private routed(kind: 'read' | 'dear'): pg.Pool {
    const primary = this.primary[kind];
    const route =
      (name: 'query' | 'connect') =>
      async (...args: unknown[]): Promise<unknown> => {
        const place = places.getStore();
        const there = place?.standby?.pool(kind);
        if (!place || !there) return methodOf(primary, name)(...args);
        try {
          return await methodOf(there, name)(...args);
        } catch (error) {
          // The primary can answer it, or fails in the same way.
          if (!isOfTheStatement(error)) place.standby?.distrust();
          place.standby = null;
          return methodOf(primary, name)(...args);
        }
      };
    const methods = { query: route('query'), connect: route('connect') };
    return new Proxy(primary, {
      get: (_, name) =>
        name === 'query' || name === 'connect'
          ? methods[name]
          : (Reflect.get(primary, name, primary) as unknown),
    });
  }
}

type Method = (...args: unknown[]) => unknown;

const methodOf = (pool: pg.Pool, name: 'query' | 'connect'): Method => (pool[name] as Method).bind(pool);

/** Whether the server is well and only this statement failed: errors in data, of syntax, of conflicts with recovery. */
function isOfTheStatement(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(2|3|4|P0)/.test(code) && code.length === 5;
}

/** Callers that come while a call runs share the next one, which begins after they came: its answer is never older than they are. */
function together<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    next = null;
    const answer = call();
    const settled = answer
      .catch(() => undefined)
      .then(() => {
        if (running === settled) running = null;
      });
    running = settled;
    return answer;
  };
  return () => (running ? (next ??= running.then(start)) : start());
}

const HEAD = 'SELECT events.position FROM log.events ORDER BY events.position DESC LIMIT 1';

// A standby that was promoted is a database of its own.
const REACHED = `SELECT CASE WHEN pg_is_in_recovery() THEN least(
    coalesce((SELECT events.position FROM log.events ORDER BY events.position DESC LIMIT 1), 0),
    coalesce((SELECT checkpoint FROM log.subscriptions WHERE name = 'facts'), 0)) ELSE -1 END AS position`;

const LAST = `SELECT events.position, encode(leaf_hash, 'hex') AS hash FROM log.events
  WHERE pg_is_in_recovery() ORDER BY events.position DESC LIMIT 1`;
