import { addressOf } from './address.js';
import type { ItemOf, OptionsOf } from './operation-types.js';
import { ApiProblem } from './problem.js';
import { type Sending, send } from './send.js';
import { type ServerSent, serverSentEvents } from './server-sent-events.js';
import { backoff, wait } from './waiting.js';

/** An event of the log, as CloudEvents 1.0 have it. Its `position` is where to go on from after a restart of your program. */
export type TimelineEvent = ItemOf<'/v1/events'>;

export type FollowOptions = NonNullable<OptionsOf<'/v1/events/stream', 'get'>['query']> & {
  /** Ends the iteration. */
  signal?: AbortSignal;
  /** After this time without a sign of the service, in milliseconds, it is connected anew; it gives one every 15 seconds. */
  silence?: number;
};

/** Two signs of life may get lost. */
const SILENCE_MS = 50_000;

/**
 * Events as they are recorded, each once and in order, without an end. A connection that is lost, also by a restart of the
 * service, is made again and goes on behind the last position.
 * @throws ApiProblem if the service refuses for good, such as 400 or 401
 */
export async function* follow(
  sending: Sending,
  base: string,
  { signal, silence = SILENCE_MS, after, ...filters }: FollowOptions,
): AsyncGenerator<TimelineEvent> {
  let position = after;
  let failures = 0;
  while (signal?.aborted !== true) {
    let pause: number | undefined;
    try {
      const query = { ...filters, after: position };
      const address = addressOf(base, '/v1/events/stream', { query });
      for await (const { id, data, retry } of connection(sending, address, silence, signal)) {
        failures = 0;
        pause = retry ?? pause;
        // Only after the consumer comes back for more: an event whose handling failed is not passed.
        if (data !== undefined) yield JSON.parse(data) as TimelineEvent;
        if (id !== undefined && /^\d+$/.test(id)) position = Number(id);
      }
    } catch (error) {
      if (isFinal(error)) throw error;
      if (error instanceof ApiProblem && error.retryAfter !== null) pause = error.retryAfter * 1000;
    }
    await wait(Math.max(pause ?? 0, backoff(failures)), signal).catch(() => undefined);
    failures += 1;
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status < 500 && error.status !== 408 && error.status !== 429;

/** One connection: ended by the service, by silence, or by the signal. */
async function* connection(
  sending: Sending,
  address: string,
  silence: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerSent> {
  const end = new AbortController();
  const abort = () => {
    end.abort();
  };
  signal?.addEventListener('abort', abort, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, silence);
  };
  try {
    const response = await send({ ...sending, retries: 0 }, address, {
      method: 'GET',
      headers: { accept: 'text/event-stream' },
      repeatable: false,
      signal: end.signal,
    });
    heard();
    if (response.body !== null) yield* serverSentEvents(response.body, heard);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    abort();
  }
}
