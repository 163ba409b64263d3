import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Wrong keys from one address within WINDOW_MS before the answer changes from 401 to 429. */
export const MAX_FAILURES = 50;
const WINDOW_MS = 60_000;
/** Bounded, so that many addresses cannot fill the memory; the least recently seen are evicted first. */
const REMEMBERED_ADDRESSES = 10_000;

/** Counts wrong API keys per address. A right key is never delayed: others may share the address. */
@Injectable()
export class FailedAttempts {
  private readonly failures = new LRUCache<string, { count: number }>({
    max: REMEMBERED_ADDRESSES,
    ttl: WINDOW_MS,
  });

  /** Counts one more. @returns the whole seconds to wait if there were too many, else undefined. */
  count(address: string): number | undefined {
    const failure = this.failures.get(address);
    if (!failure) {
      this.failures.set(address, { count: 1 });
      return undefined;
    }
    failure.count++;
    if (failure.count <= MAX_FAILURES) return undefined;
    return Math.max(1, Math.ceil(this.failures.getRemainingTTL(address) / 1000));
  }
}
