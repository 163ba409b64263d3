import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TimelineClient } from '../../packages/client/src/client.js';
import { serverSentEvents } from '../../packages/client/src/server-sent-events.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

interface Call {
  url: string;
  headers: Headers;
}

/** A client whose service answers like this, one after the other. */
function clientOf(answers: (Response | Error)[], settings = {}) {
  const calls: Call[] = [];
  const fetch = (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    calls.push({ url: typeof url === 'string' ? url : '', headers: new Headers(init?.headers) });
    const answer = answers.shift() ?? new Error('no more answers');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { client: new TimelineClient({ url: 'http://t/', fetch, ...settings }), calls };
}

const refused = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ type: '/problems/database-unavailable', detail: 'away' }, { status, headers });
const made = () => Response.json({ position: 1 }, { status: 201 });
const body = { id: 'a', title: 'A', jurisdiction: 'JP', area: 'b' } as const;

describe('a request that is put off', () => {
  it('is repeated exactly when Retry-After says', async () => {
    const { client, calls } = clientOf([refused(503, { 'retry-after': '7' }), Response.json({ items: [] })]);
    const answer = client.get('/v1/kinds');
    await jest.advanceTimersByTimeAsync(6999);
    expect(calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ items: [] });
  });

  it('also at the time of a date', async () => {
    const at = new Date(Date.now() + 60_000).toUTCString();
    const { client, calls } = clientOf([refused(429, { 'retry-after': at }), made()], {
      longestWait: 90_000,
    });
    const answer = client.post('/v1/policies', { body });
    await jest.advanceTimersByTimeAsync(58_000);
    expect(calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2000);
    expect(await answer).toEqual({ position: 1 });
  });

  it('is an error at once if it is to wait too long, or if the service says no time', async () => {
    for (const headers of [{ 'retry-after': '3600' }, {}] as Record<string, string>[]) {
      const { client, calls } = clientOf([refused(503, headers)]);
      await expect(client.get('/v1/kinds')).rejects.toMatchObject({ slug: 'database-unavailable' });
      expect(calls).toHaveLength(1);
    }
  });
});

describe('a request without an answer', () => {
  const cut = () => new TypeError('terminated');
  it('is repeated with the same idempotency key and the key of now', async () => {
    const keys = ['first', 'second'];
    const { client, calls } = clientOf([cut(), cut(), made()], { key: () => keys.shift() ?? 'third' });
    const answer = client.post('/v1/policies', { body });
    await jest.advanceTimersByTimeAsync(5000);
    expect(await answer).toEqual({ position: 1 });
    expect(new Set(calls.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first',
      'Bearer second',
      'Bearer third',
    ]);
  });

  it('fails after so many repetitions as are set, and another change has another key', async () => {
    const { client, calls } = clientOf([cut(), cut(), made()], { retries: 1 });
    const answer = expect(client.post('/v1/policies', { body })).rejects.toThrow('terminated');
    await jest.advanceTimersByTimeAsync(5000);
    await answer;
    await client.post('/v1/policies', { body });
    expect(new Set(calls.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(2);
  });

  it('is not repeated once the caller has aborted it', async () => {
    const end = new AbortController();
    const { client, calls } = clientOf([cut(), made()]);
    const answer = expect(client.get('/v1/kinds', { signal: end.signal })).rejects.toThrow('enough');
    await jest.advanceTimersByTimeAsync(0);
    end.abort(new Error('enough'));
    await answer;
    expect(calls).toHaveLength(1);
  });
});

it('parts of a path and a query are encoded, and what is undefined is left out', async () => {
  const { client, calls } = clientOf([Response.json({})]);
  const query = { q: 'ミサイル &', asOf: undefined } as unknown as { q: string };
  await client.get('/v1/policies', { query });
  expect(calls[0]?.url).toBe(`http://t/v1/policies?${new URLSearchParams({ q: 'ミサイル &' }).toString()}`);
  const other = clientOf([Response.json({})]);
  await other.client.get('/v1/policies/{id}', { path: { id: 'a/b?' } });
  expect(other.calls[0]?.url).toBe('http://t/v1/policies/a%2Fb%3F');
});

it('server-sent events are read wherever they are cut', async () => {
  const text =
    'retry: 5\nid: 1\n\n: a comment\r\ndata: é\r\ndata:two\r\nid: 2\r\n\r\ndata\rid:3\r\rdata: unfinished\n';
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size += 1) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    const read = [];
    for await (const said of serverSentEvents(streamOf(parts), () => undefined)) read.push(said);
    expect(read).toEqual([
      { retry: 5, id: '1' },
      { data: 'é\ntwo', id: '2' },
      { data: '', id: '3' },
    ]);
  }
});

const streamOf = (parts: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
