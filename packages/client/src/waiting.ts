/** The first wait, doubled with each attempt, in milliseconds. */
const FIRST_MS = 200;
const LONGEST_MS = 10_000;

/** Milliseconds until an attempt is repeated, unless the service says: with chance, so that many clients don't come back at one moment. */
export const backoff = (failures: number): number =>
  Math.min(FIRST_MS * 2 ** failures, LONGEST_MS) * (0.5 + Math.random() / 2);

/** Seconds that `Retry-After` asks for, given as a number or as a date; null without it. */
export function retryAfterOf(headers: Headers): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  if (/^\d+$/.test(text)) return Number(text);
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000);
}

/** @throws the reason of the signal, if it comes first */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
