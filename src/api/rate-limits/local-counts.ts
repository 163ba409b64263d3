import { LRUCache } from 'lru-cache';
import type { Quota, RateLimit } from './rate-limit.js';
import type { RequestCounts } from './request-counts.js';

/** Bounded, so that many addresses cannot fill the memory; the least recently seen begin anew. */
const REMEMBERED_CLIENTS = 20_000;

/** Counts of this process alone, for the time in which those of all processes cannot be had. */
export class LocalCounts implements RequestCounts {
  private readonly windows = new LRUCache<string, { used: number; endsAt: number }>({
    max: REMEMBERED_CLIENTS,
  });

  /** @param now milliseconds of a clock that is never set */
  constructor(private readonly now: () => number = () => performance.now()) {}

  take(client: string, { requests, seconds }: RateLimit): Promise<Quota> {
    const now = this.now();
    const kept = this.windows.get(client);
    const window = kept && kept.endsAt > now ? kept : { used: 0, endsAt: now + seconds * 1000 };
    const admitted = window.used < requests;
    if (admitted) window.used++;
    this.windows.set(client, window);
    return Promise.resolve({
      admitted,
      remaining: requests - window.used,
      seconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
      window: String(window.endsAt),
    });
  }

  giveBack(client: string, window: string): Promise<void> {
    const kept = this.windows.get(client);
    if (kept && String(kept.endsAt) === window && kept.used > 0) kept.used--;
    return Promise.resolve();
  }
}
