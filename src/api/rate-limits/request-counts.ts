import type { Quota, RateLimit } from './rate-limit.js';

/** Counts the requests of clients in windows. A client is a text such as `key:abc` or `address:192.0.2.7`. */
export interface RequestCounts {
  /** Counts one request, unless the window is used up: a refused request takes nothing. */
  take(client: string, limit: RateLimit): Promise<Quota>;
  /** Gives one request back, if its window still lasts. */
  giveBack(client: string, window: string): Promise<void>;
}
