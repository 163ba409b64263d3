import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { TimelineClient } from '../../packages/client/src/client.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Breaks a stream off, as fetch does when its request is aborted. */
const breaks = new WeakMap<Response, () => void>();

/** A stream that says this; it ends then, or stays open and silent. */
function stream(text: string, { open = false } = {}) {
  let broken = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(text));
      if (open)
        broken = () => {
          controller.error(new DOMException('aborted', 'AbortError'));
        };
      else controller.close();
    },
  });
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  breaks.set(response, broken);
  return response;
}
const event = (position: number) => `id: ${position}\ndata: {"position":${position}}\n\n`;

/** Follows a service that answers like this, one after the other, until so many events have come. */
async function following(answers: Response[], until: number, options = {}) {
  const asked: (string | null)[] = [];
  const fetch = (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push(new URL(url as string).searchParams.get('after'));
    const answer = answers.shift();
    if (!answer) return Promise.reject(new TypeError('fetch failed'));
    init?.signal?.addEventListener('abort', () => breaks.get(answer)?.());
    return Promise.resolve(answer);
  };
  const seen: number[] = [];
  const client = new TimelineClient({ url: 'http://t', fetch });
  for await (const { position } of client.follow(options)) if (seen.push(position) === until) break;
  return { seen, asked };
}

it('goes on behind the position that a stream began with, if it was cut before the first event', async () => {
  const run = following([stream('retry: 1000\nid: 7\n\n'), stream(event(8))], 1);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await run).toEqual({ seen: [8], asked: [null, '7'] });
});

it('drops an event that was cut midway, and gets it again', async () => {
  const run = following([stream(`${event(1)}id: 2\ndata: {"pos`), stream(event(2))], 2, { after: 0 });
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await run).toEqual({ seen: [1, 2], asked: ['0', '1'] });
});

it('waits as long as Retry-After says, and ends with a refusal that is final', async () => {
  const busy = () => Response.json({}, { status: 503, headers: { 'retry-after': '60' } });
  const refused = Response.json({ type: '/problems/unauthorized' }, { status: 401 });
  const ended = expect(following([busy(), busy(), refused], 1)).rejects.toMatchObject({
    slug: 'unauthorized',
  });
  await jest.advanceTimersByTimeAsync(119_000);
  expect(refused.bodyUsed).toBe(false);
  await jest.advanceTimersByTimeAsync(1000);
  await ended;
});

it('connects anew if the service gives no sign of itself for too long', async () => {
  const answers = [stream(event(1), { open: true }), stream(event(2))];
  const run = following(answers, 2, { after: 0, silence: 40_000 });
  await jest.advanceTimersByTimeAsync(39_000);
  expect(answers).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(2000);
  expect(await run).toEqual({ seen: [1, 2], asked: ['0', '1'] });
});
