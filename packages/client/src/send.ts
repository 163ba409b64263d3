import { ApiProblem } from './problem.js';
import type { RawBody } from './operation-types.js';
import { backoff, retryAfterOf, wait } from './waiting.js';

/** How requests are sent. */
export interface Sending {
  fetch: typeof globalThis.fetch;
  /** The API key, asked for before each attempt. */
  key: () => string | null;
  /** How often a request is repeated that got no answer, or was put off. */
  retries: number;
  /** The longest time that the service may put a request off, in milliseconds; a longer one is an error at once. */
  longestWait: number;
  /** How long one attempt may take, in milliseconds. It does not count files that are sent, nor rows and files that are read. */
  timeout: number;
}

export interface Sent {
  method: string;
  headers: Record<string, string>;
  body?: RawBody;
  /** Whether doing it twice is the same as doing it once. */
  repeatable: boolean;
  signal?: AbortSignal | undefined;
}

/** Gateways say so when the service behind them is away. */
const AWAY = [502, 504];
const PUT_OFF = [429, 503];

/**
 * Sends a request until it is answered. Answers in JSON are read to their end here, so a connection that is cut midway counts
 * as no answer.
 * @throws ApiProblem if the service refuses; TypeError if it cannot be reached; what the signal says if it is aborted
 */
export async function send(sending: Sending, address: string, sent: Sent): Promise<Response> {
  for (let failures = 0; ; failures += 1) {
    const isLast = failures >= sending.retries;
    try {
      const response = await attempt(sending, address, sent);
      if (response.ok) return response;
      const problem = await problemOf(response);
      const delay = isLast ? null : delayOf(problem, sent.repeatable, failures);
      if (delay === null || delay > sending.longestWait) throw problem;
      await wait(delay, sent.signal);
    } catch (error) {
      if (error instanceof ApiProblem || sent.signal?.aborted === true || isLast || !sent.repeatable)
        throw error;
      await wait(backoff(failures), sent.signal);
    }
  }
}

/** Milliseconds until the next attempt; null if another one would not help. */
function delayOf({ status, retryAfter }: ApiProblem, repeatable: boolean, failures: number): number | null {
  // 429 refuses before anything is done; 503 may come after a change whose answer got lost.
  if (!repeatable && status !== 429) return null;
  if (PUT_OFF.includes(status)) return retryAfter === null ? null : retryAfter * 1000;
  return AWAY.includes(status) ? backoff(failures) : null;
}

/** @throws TypeError without an answer, or with one that was cut */
async function attempt(sending: Sending, address: string, sent: Sent): Promise<Response> {
  const { key, timeout, fetch } = sending;
  const end = new AbortController();
  const abort = () => {
    end.abort(sent.signal?.reason);
  };
  if (sent.signal?.aborted) abort();
  sent.signal?.addEventListener('abort', abort, { once: true });
  const isFile = sent.body !== undefined && typeof sent.body !== 'string';
  const timer = isFile
    ? undefined
    : setTimeout(() => {
        end.abort(new TypeError(`${sent.method} ${address} was not answered within ${String(timeout)} ms`));
      }, timeout);
  const isJson = (response: Response) => /\bjson\b/.test(response.headers.get('content-type') ?? '');
  let response: Response | undefined;
  try {
    const current = key();
    response = await fetch(address, {
      method: sent.method,
      headers: { ...(current !== null && { authorization: `Bearer ${current}` }), ...sent.headers },
      ...(sent.body !== undefined && { body: sent.body }),
      signal: end.signal,
    });
    if (!isJson(response)) return response;
    const { status, headers } = response;
    return new Response(await response.arrayBuffer(), { status, headers });
  } finally {
    clearTimeout(timer);
    // What streams on can still be aborted by the caller.
    if (response === undefined || isJson(response)) sent.signal?.removeEventListener('abort', abort);
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '');
  return new ApiProblem(response.status, parsed(text), retryAfterOf(response.headers));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
