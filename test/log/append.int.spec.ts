import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import type { Append, AppendResult } from '../../src/event-store/event.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

let database: TestDatabase;
let log: EventLog;
let reader: LogReader;

beforeAll(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  reader = new LogReader(database.readPool);
});
afterAll(() => database.drop());

const outcomes = (results: AppendResult[]) => results.map(({ outcome }) => outcome);

describe('Appending', () => {
  it('starts with an empty log and gives positions and versions from 1', async () => {
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
  });

  it('lets exactly one win across processes, too', async () => {
    const logs = Array.from({ length: 8 }, () => new EventLog(database.writePool));
    const results = outcomes(
      await Promise.all(logs.map((each) => each.append(anAppend('race-2', { expected: 'noStream' })))),
    );
    expect(results.filter((outcome) => outcome === 'done')).toHaveLength(1);
  });

  it('appends several appends all or none, if that is asked for', async () => {
    const chain = (from: number) => [
      anAppend('chain', { expected: from, events: [anEvent(), anEvent()] }),
      anAppend('chain', { expected: from + 2 }),
    ];
    expect(outcomes((await log.appendAllOrNone(chain(0))) as AppendResult[])).toEqual(['done', 'done']);
    const before = await reader.head();
    const [first, second] = chain(3);
    expect(await log.appendAllOrNone([first as Append, anAppend('chain', { expected: 4 })])).toBeNull();
    const used = { ...(second as Append), keys: [{ key: 'of-another', digest: '0'.repeat(64) }] };
    await log.append(anAppend('elsewhere', { keys: used.keys }));
    expect(await log.appendAllOrNone([first as Append, used])).toBeNull();
    expect((await reader.head()).position).toBe(before.position + 1);
  });

  it('appends all events of an append or none, and a conflict disturbs no other', async () => {
    const before = await reader.head();
    const [good, bad, alsoGood] = await Promise.all([
      log.append(anAppend('several', { events: [anEvent(), anEvent(), anEvent()] })),
      log.append(anAppend('several', { expected: 99, events: [anEvent(), anEvent()] })),
      log.append(anAppend('several', { expected: 3 })),
    ]);
    expect(outcomes([good, bad, alsoGood])).toEqual(['done', 'conflict', 'done']);
    expect((await reader.head()).position).toBe(before.position + 4);
  });

  it('gives an innocent append its place though one in the same call cannot be stored', async () => {
    const [poison, innocent] = await Promise.allSettled([
      log.append(anAppend('poison', { events: [anEvent({ payload: '{"not json' })] })),
      log.append(anAppend('innocent')),
    ]);
    expect(poison).toMatchObject({ status: 'rejected', reason: { code: '22P02' } });
    expect(innocent).toMatchObject({ status: 'fulfilled', value: { outcome: 'done' } });
  });
});

describe('Reading', () => {
  it('pages by position, up to a position', async () => {
    const { position } = await reader.head();
    const all = await reader.readAfter(0, position + 10);
    expect(all.map((event) => event.position)).toEqual(Array.from({ length: position }, (_, i) => i + 1));
    expect((await reader.readAfter(2, 3)).map((event) => event.position)).toEqual([3, 4, 5]);
    expect((await reader.readAfter(2, 3, { upTo: 4 })).map((event) => event.position)).toEqual([3, 4]);
  });

  it('reads streams, whole, behind a version, and as they were', async () => {
    const whole = await reader.readStream('several');
    expect(whole.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(await reader.readStream('several', { afterVersion: 3 })).toEqual(whole.slice(3));
    expect(await reader.readStream('several', { upToPosition: whole[1]?.position ?? 0 })).toEqual(
      whole.slice(0, 2),
    );
    const both = await reader.readStreams(['several', 'unknown']);
    expect([...both]).toEqual([
      ['several', whole],
      ['unknown', []],
    ]);
  });

  it('answers many reads at once as each one alone: parts of streams, the same one twice, and none', async () => {
    const names = ['a,b', 'c,', ',', '"d"', 'e\u001ff', '防衛', "g'h"];
    for (const name of [...names, ...names])
      await log.append(
        anAppend(`many-${name}`, {
          events: [anEvent(), anEvent({ kind: 'with,comma', payload: '{"text":"a,b\\nc"}' })],
          actor: 'an actor, named',
          correlationId: 'x,y',
        }),
      );
    const { position } = await reader.head();
    const parts = Array.from({ length: 60 }, (_, i) => ({
      stream: `many-${names[i % names.length] ?? ''}${i % 11 === 10 ? '-unknown' : ''}`,
      afterVersion: i % 5,
      upToPosition: position - (i % 13),
    }));
    const together = await Promise.all(
      parts.map(({ stream, ...bounds }) => reader.readStream(stream, bounds)),
    );
    const all = await reader.readAfter(0, 1000);
    const expected = parts.map(({ stream, afterVersion, upToPosition }) =>
      all.filter(
        (event) => event.stream === stream && event.version > afterVersion && event.position <= upToPosition,
      ),
    );
    expect(together).toEqual(expected);
    expect(together.filter(({ length }) => length > 0).length).toBeGreaterThan(30);
    expect(together.find(([first]) => first?.stream === 'many-a,b')?.[0]).toMatchObject({
      actor: 'an actor, named',
      correlationId: 'x,y',
    });
  });

  it('goes on with reads that were waiting when others failed', async () => {
    const failing = new LogReader({
      query: (() => Promise.reject(new Error('no connection'))) as never,
    } as never);
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => failing.readStream('first')));
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 'rejected'));
  });

  it('finds the end of the log at an instant, to the microsecond', async () => {
    const { position, recordedAt } = (await reader.readAfter(4, 1))[0] ?? {};
    expect(await reader.positionAt(recordedAt ?? '')).toEqual({ position, recordedAt });
    const justBefore = (recordedAt ?? '').replace(
      /(\d{6})Z$/,
      (_, micros: string) => `${String(Number(micros) - 1).padStart(6, '0')}Z`,
    );
    expect((await reader.positionAt(justBefore)).position).toBe(4);
    expect(await reader.positionAt('1999-01-01T00:00:00Z')).toEqual({ position: 0, recordedAt: null });
  });
});
