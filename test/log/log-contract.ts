import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppendResult } from '../../src/event-store/event.js';
import type { LogAppender, PolicyLogReader } from '../../src/write/policy-log.js';
import { anAppend, anEvent } from '../support/events.js';

/** A log, empty when it is opened. */
export interface OpenLog {
  log: LogAppender;
  reader: PolicyLogReader;
  close: () => Promise<void>;
}

/** What commands rely on, whatever keeps the events. */
export function logContract(name: string, open: () => Promise<OpenLog>): void {
  let log: LogAppender;
  let reader: PolicyLogReader;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ log, reader, close } = await open());
  });
  afterAll(() => close());

  const outcomes = (results: AppendResult[]) => results.map(({ outcome }) => outcome);

  describe(`${name}: appending`, () => {
    it('starts empty and gives positions and versions from 1, and instants with six decimals', async () => {
      expect(await reader.head()).toEqual({ position: 0, recordedAt: null });
      const events = [anEvent(), anEvent()];
      const result = await log.append(anAppend('first', { expected: 'noStream', events }));
      expect(result).toEqual({
        outcome: 'done',
        recorded: events.map(({ eventId }, i) => ({
          eventId,
          position: i + 1,
          version: i + 1,
          recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        })),
      });
      const last = 'recorded' in result ? result.recorded.at(-1) : undefined;
      expect(await reader.head()).toEqual({ position: 2, recordedAt: last?.recordedAt });
    });

    it('judges each expected version against the stream as it is', async () => {
      await log.append(anAppend('versions'));
      expect(await log.append(anAppend('versions', { expected: 'noStream' }))).toEqual({
        outcome: 'conflict',
        actualVersion: 1,
      });
      expect(await log.append(anAppend('versions', { expected: 7 }))).toEqual({
        outcome: 'conflict',
        actualVersion: 1,
      });
      expect(await log.append(anAppend('never-seen', { expected: 'exists' }))).toEqual({
        outcome: 'conflict',
        actualVersion: 0,
      });
      expect(
        outcomes([
          await log.append(anAppend('versions', { expected: 1 })),
          await log.append(anAppend('versions', { expected: 'exists' })),
        ]),
      ).toEqual(['done', 'done']);
    });

    it('lets exactly one of many win that expect the same version, and all that expect any', async () => {
      const race = (expected: 0 | 'any') =>
        Promise.all(Array.from({ length: 40 }, () => log.append(anAppend('race', { expected }))));
      const exact = outcomes(await race(0));
      expect(exact.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(exact.filter((outcome) => outcome === 'conflict')).toHaveLength(39);
      expect(new Set(outcomes(await race('any')))).toEqual(new Set(['done']));
      expect((await reader.readStream('race')).map(({ version }) => version)).toEqual(
        Array.from({ length: 41 }, (_, i) => i + 1),
      );
    });

    it('appends all events of an append or none', async () => {
      const { position } = await reader.head();
      await log.append(anAppend('several', { events: [anEvent(), anEvent(), anEvent()] }));
      await log.append(anAppend('several', { expected: 99, events: [anEvent(), anEvent()] }));
      expect((await reader.head()).position).toBe(position + 3);
    });

    it('refuses at once what is no append', async () => {
      const twice = anEvent();
      for (const append of [
        anAppend(''),
        anAppend('x', { events: [] }),
        anAppend('x', { events: [twice, twice] }),
        anAppend('x', {
          keys: [
            { key: 'k', digest: 'a' },
            { key: 'k', digest: 'b' },
          ],
        }),
        anAppend('x', { events: [anEvent({ payload: '"\\u0000"' })] }),
        anAppend('x\0'),
        anAppend('x', { expected: -1 }),
        anAppend('x', { recordedAt: '2024-01-01T00:00:00Z' }),
      ]) {
        await expect(log.append(append)).rejects.toBeInstanceOf(RangeError);
      }
    });
  });

  describe(`${name}: reading`, () => {
    it('gives back what was appended, byte for byte', async () => {
      const event = anEvent({ payload: '{"a":1e+30,"text":"PAC-3 ミサイル 😀 \\u000f"}', schemaVersion: 3 });
      const result = await log.append(
        anAppend('bytes', { events: [event], correlationId: 'c', actor: 'key:1' }),
      );
      const { recorded } = result as { recorded: object[] };
      expect(await reader.byEventId(event.eventId)).toEqual({
        ...event,
        ...recorded[0],
        stream: 'bytes',
        actor: 'key:1',
        correlationId: 'c',
        causationId: null,
        ingestedAt: null,
        redactedAt: null,
      });
      expect(await reader.byEventId('00000000-0000-7000-8000-000000000000')).toBeNull();
    });

    it('reads a stream whole, behind a version, and as it was', async () => {
      const whole = await reader.readStream('several');
      expect(whole.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(await reader.readStream('several', { afterVersion: 2 })).toEqual(whole.slice(2));
      const upToPosition = whole[1]?.position ?? 0;
      expect(await reader.readStream('several', { upToPosition })).toEqual(whole.slice(0, 2));
      expect(await reader.readStream('unknown')).toEqual([]);
    });
  });

  /** The same request as a client sends it again: the same key and content, but event ids of its own. */
  const request = (key: string, content = 'same') =>
    anAppend('requests', { keys: [{ key, digest: content }], events: [anEvent(), anEvent()] });

  describe(`${name}: the same idempotency key`, () => {
    it('50 times in parallel is one append with equal answers', async () => {
      const results = await Promise.all(Array.from({ length: 50 }, () => log.append(request('k1'))));
      expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === 'alreadyDone')).toHaveLength(49);
      const answers = new Set(
        results.map((result) => JSON.stringify('recorded' in result && result.recorded)),
      );
      expect(answers.size).toBe(1);
      const [first] = results;
      expect(await reader.recordedUnder('k1')).toEqual({
        digest: 'same',
        recorded: first && 'recorded' in first && first.recorded,
      });
      expect(await reader.recordedUnder('never used')).toBeNull();
    });

    it('is answered as the first time though the stream has moved on and the version would conflict', async () => {
      const first = await log.append({ ...request('k2'), expected: 2 });
      await log.append(anAppend('requests'));
      const again = await log.append({ ...request('k2'), expected: 2 });
      expect(again).toEqual({ ...first, outcome: 'alreadyDone' });
    });

    it('with other content is refused by name, and nothing is written', async () => {
      const before = await reader.head();
      expect(await log.append(request('k1', 'other'))).toEqual({ outcome: 'refused', key: 'k1' });
      expect(await reader.head()).toEqual(before);
    });

    it('is one of several: any used with other content refuses, any used before answers', async () => {
      const keys = (...pairs: [string, string][]) => pairs.map(([key, digest]) => ({ key, digest }));
      await log.append(anAppend('keys', { keys: keys(['a', '1'], ['b', '1']) }));
      const known = await log.append(anAppend('keys', { keys: keys(['new', '1'], ['b', '1']) }));
      const refused = await log.append(anAppend('keys', { keys: keys(['a', '1'], ['b', '2']) }));
      expect(known.outcome).toBe('alreadyDone');
      expect(refused).toEqual({ outcome: 'refused', key: 'b' });
    });
  });

  describe(`${name}: the same event id`, () => {
    it('with the same content is already done, with other content refused', async () => {
      const event = anEvent();
      const first = await log.append(anAppend('ids', { events: [event] }));
      expect(await log.append(anAppend('ids', { events: [event], expected: 0 }))).toEqual({
        ...first,
        outcome: 'alreadyDone',
      });
      const refused = { outcome: 'refused', key: `event:${event.eventId}` };
      expect(await log.append(anAppend('ids', { events: [{ ...event, payload: '{}' }] }))).toEqual(refused);
      expect(await log.append(anAppend('ids', { events: [{ ...event, kind: 'other' }] }))).toEqual(refused);
      expect(await log.append(anAppend('another-stream', { events: [event] }))).toEqual(refused);
    });

    it('together with a new one is refused, because the append is all or nothing', async () => {
      const known = anEvent();
      await log.append(anAppend('part', { events: [known] }));
      const result = await log.append(anAppend('part', { events: [anEvent(), known] }));
      expect(result).toEqual({ outcome: 'refused', key: `event:${known.eventId}` });
      expect(await reader.readStream('part')).toHaveLength(1);
    });
  });
}
