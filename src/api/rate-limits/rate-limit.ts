/** How many requests one key or address may make in a window (RATE_LIMIT). */
export interface RateLimit {
  requests: number;
  /** Length of the window, which begins with its first request. */
  seconds: number;
}

/** What is left of the window of a client. */
export interface Quota {
  admitted: boolean;
  remaining: number;
  /** Whole seconds until the window ends, at least 1. */
  seconds: number;
  /** Names the window, so that a unit is given back only to the window it came from. */
  window: string;
}

/** Seconds of a window, where RATE_LIMIT names none. */
const MINUTE = 60;

/** Reads RATE_LIMIT, as `600/60`: 600 requests in 60 seconds; `600`: in a minute. */
export function rateLimitIn(setting: string | undefined): RateLimit | undefined {
  if (setting === undefined) return undefined;
  const [requests, seconds = MINUTE] = setting.split('/').map(Number);
  return { requests: requests ?? 0, seconds };
}

/** By what a client is counted. */
export type Policy = 'key' | 'address';

/**
 * The header fields that tell clients about the limit (draft-ietf-httpapi-ratelimit-headers): the policy with its quota `q` and
 * window `w`, and what remains, `r`, until the window ends in `t` seconds.
 */
export const rateLimitHeaders = (
  policy: Policy,
  { requests, seconds }: RateLimit,
  quota: Pick<Quota, 'remaining' | 'seconds'>,
): Record<string, string> => ({
  'ratelimit-policy': `"${policy}";q=${requests};w=${seconds}`,
  ratelimit: `"${policy}";r=${quota.remaining};t=${quota.seconds}`,
});
