import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamLimit } from '../../src/api/events/event-stream-limit.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { post } from '../support/requests.js';

let app: TestApp;
const sources = [{ title: 'A source' }];
const verify = async (policyId: string, text = 'checked'): Promise<number> => {
  const path = `/v1/policies/${policyId}/developments`;
  const { body } = await post(app, path, { kind: 'verified', effective: '2024', payload: { text }, sources });
  return (body as { position: number }).position;
};
const register = async (id: string, area: string, jurisdiction = 'JP'): Promise<number> => {
  const { body } = await post(app, '/v1/policies', { id, title: id, jurisdiction, area });
  return (body as { position: number }).position;
};

beforeAll(async () => {
  app = await startTestApp();
  await register('a', 'defence');
  await register('b', 'trade');
});
afterAll(() => app.stop());

interface Reading {
  until?: (ids: number[]) => boolean;
  /** Called when the answer begins: what is recorded from then on comes. */
  opened?: () => void;
  /** The longest time, in milliseconds. */
  ms?: number;
}

/** Reads until `until` holds of the ids seen, or for so long; then hangs up. */
async function read(
  query: string,
  lastEventId: number | undefined,
  { until = () => false, opened, ms = 60_000 }: Reading,
): Promise<{ ids: number[]; data: { position: number; type: string }[] }> {
  const hangUp = new AbortController();
  const timer = setTimeout(() => {
    hangUp.abort();
  }, ms);
  const ids: number[] = [];
  const data: { position: number; type: string }[] = [];
  try {
    const response = await fetch(`${app.url}/v1/events/stream${query}`, {
      signal: hangUp.signal,
      headers: lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) },
    });
    opened?.();
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^id: (\d+)\ndata: (.+)$/.exec(block);
        if (!event) continue;
        ids.push(Number(event[1]));
        data.push(JSON.parse(event[2] ?? '') as { position: number; type: string });
      }
      if (until(ids)) break;
    }
  } catch (error) {
    if (!hangUp.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    hangUp.abort();
  }
  return { ids, data };
}

describe('the stream of events', () => {
  it('has no gap and no repeat across a hang-up every 50 ms, while events are recorded', async () => {
    const stop = new AbortController();
    const writer = (async () => {
      while (!stop.signal.aborted) await Promise.all([verify('a'), verify('b')]);
    })();
    const seen: number[] = [];
    for (let connections = 0; connections < 40; connections += 1)
      seen.push(...(await read('?after=0', seen.at(-1) ?? 0, { ms: 50 })).ids);
    stop.abort();
    await writer;
    const end = (await verify('a')) + 1;
    await verify('b');
    const rest = await read('', seen.at(-1) ?? 0, { until: (ids) => ids.at(-1) === end });
    seen.push(...rest.ids);
    expect(seen).toEqual(Array.from({ length: end }, (_, i) => i + 1));
  });

  it('starts at the head by default, and receives a new event', async () => {
    let stream: ReturnType<typeof read> | undefined;
    await new Promise<void>((opened) => {
      stream = read('', undefined, { opened, until: (ids) => ids.length > 0 });
    });
    const position = await verify('a');
    expect((await stream)?.ids).toEqual([position]);
  });

  it('is narrowed by policy, area, jurisdiction and kind', async () => {
    // The last event of all that are asked for: what is to come before it has come then.
    const last = await register('last', 'trade', 'US');
    const policies = async (query: string) => {
      const { data } = await read(query, 0, { until: (ids) => ids.at(-1) === last });
      return data.map(({ position }) => position);
    };
    expect(await policies('?kind=policy-registered')).toEqual([1, 2, last]);
    expect(await policies('?kind=policy-registered&area=trade')).toEqual([2, last]);
    expect(await policies('?kind=policy-registered&jurisdiction=US')).toEqual([last]);
    const { data } = await read('?policyId=b', 0, { until: (ids) => ids.length > 0 });
    expect(data[0]?.type).toBe('policy-registered');
  });

  it('refuses an id that is no position', async () => {
    const response = await fetch(`${app.url}/v1/events/stream`, { headers: { 'last-event-id': 'x' } });
    expect(response.status).toBe(400);
  });
});

describe('a server with as many streams as it keeps', () => {
  const figure = async () =>
    /^event_streams_open (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1];

  it('refuses one more with Retry-After; a client that disconnects frees its place', async () => {
    await read('?after=0', undefined, { until: (ids) => ids.length > 0 });
    const open = async () => Number(await figure());
    while ((await open()) > 0) await sleep(20);

    const limit = app.application.http.app.get(EventStreamLimit);
    const leave: (() => void)[] = [];
    const takeAll = (client: string) => {
      expect(() => {
        for (;;) leave.push(limit.take(client));
      }).toThrow('too-many-streams');
    };
    takeAll('one address');
    const ofOne = leave.length;
    takeAll('another');
    expect(leave.length).toBe(2 * ofOne);
    for (let before = 0; before < leave.length;) {
      before = leave.length;
      takeAll(`address ${before}`);
    }
    expect(await open()).toBe(leave.length);
    const refused = await fetch(`${app.url}/v1/events/stream`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ type: '/problems/too-many-streams' });

    leave.pop()?.();
    const { ids } = await read('?after=0', undefined, { until: (seen) => seen.length > 1 });
    expect(ids.slice(0, 2)).toEqual([1, 2]);
    for (const each of leave) each();
  });
});

describe('a server that stops', () => {
  it('ends its streams and is not held up by them', async () => {
    const other = await startTestApp();
    const response = await fetch(`${other.url}/v1/events/stream?after=0`);
    const body = response.text();
    await other.stop();
    // What is cut at the end of the time to stop is an error instead.
    expect(await body).toMatch(/^retry/);
  });
});
