import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

let database: TestDatabase;
let log: EventLog;
let reader: LogReader;

beforeEach(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  reader = new LogReader(database.readPool);
});
afterEach(() => database.drop());

const recordedAts = async () => (await reader.readAfter(0, 10_000)).map(({ recordedAt }) => recordedAt);
const expectStrictlyIncreasing = (instants: string[]) => {
  instants.slice(1).forEach((instant, i) => {
    expect(instant > (instants[i] ?? '')).toBe(true);
  });
};
const at = (recordedAt: string) => anAppend('b', { recordedAt });

describe('Recorded instants', () => {
  it('strictly increase, within an append and across many', async () => {
    await Promise.all(
      Array.from({ length: 200 }, () =>
        log.append(anAppend('s', { events: [anEvent(), anEvent(), anEvent()] })),
      ),
    );
    const instants = await recordedAts();
    expect(instants).toHaveLength(600);
    expectStrictlyIncreasing(instants);
  });

  it('strictly increase though the clock of the server jumps back', async () => {
    await log.append(anAppend('s'));
    const [before = ''] = await recordedAts();
    await setClock(database, `timestamptz '2001-01-01T00:00:00Z'`);
    await log.append(anAppend('s', { events: [anEvent(), anEvent()] }));
    const instants = await recordedAts();
    expectStrictlyIncreasing(instants);
    expect(instants.at(-1)?.slice(0, 19)).toBe(before.slice(0, 19)); // a microsecond each behind the last, not 2001
  });

  it('show how far they are ahead of the clock after it jumped forward', async () => {
    expect(await reader.secondsAhead()).toBe(0);
    await log.append(anAppend('s'));
    expect(await reader.secondsAhead()).toBe(0);
    await setClock(database, `(clock_timestamp() + interval '1 hour')`);
    await log.append(anAppend('s'));
    const ahead = await reader.secondsAhead();
    expect(ahead).toBeGreaterThan(3590);
    expect(ahead).toBeLessThanOrEqual(3600);
  });
});

/** Puts another clock into the functions that append, the one thing of them that a test cannot wait for. */
async function setClock({ adminUrl }: TestDatabase, clock: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  for (const name of ['log.append', 'log.append_one']) {
    const { rows } = await admin.query<{ sql: string }>('SELECT pg_get_functiondef($1::regproc) AS sql', [
      name,
    ]);
    const sql = rows[0]?.sql ?? '';
    if (!sql.includes('clock_timestamp()')) throw new Error(`${name} reads no clock_timestamp()`);
    await admin.query(sql.replaceAll('clock_timestamp()', clock));
  }
  await admin.end();
}

describe('A backfill', () => {
  it('gives its instants, marks its events, and spreads equal ones by a microsecond', async () => {
    const same = '2024-01-01T00:00:00.000000Z';
    const results = await log.backfill(
      [
        at(same),
        anAppend('b', { recordedAt: same, events: [anEvent(), anEvent()] }),
        at('2024-01-01T00:00:00.000001Z'),
        at('2024-02-01T00:00:00Z'),
      ],
      null,
    );
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    const events = await reader.readAfter(0, 10);
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual([
      ...['000000', '000001', '000002', '000003'].map((micros) => `2024-01-01T00:00:00.${micros}Z`),
      '2024-02-01T00:00:00.000000Z',
    ]);
    for (const { ingestedAt } of events) expect(ingestedAt).toMatch(/^20[23]\d-.*\.\d{6}Z$/);
  });

  it('goes on in further calls, equal instants included', async () => {
    const last = '2024-01-01T00:00:00Z';
    await log.backfill([at(last), at(last), at(last)], null);
    const [next] = await log.backfill([at(last)], last);
    expect(next).toMatchObject({
      outcome: 'done',
      recorded: [{ recordedAt: '2024-01-01T00:00:00.000003Z' }],
    });
  });

  it('refuses instants that descend or lie in the future, each by itself', async () => {
    const results = await log.backfill(
      [
        at('2024-03-01T00:00:00Z'),
        at('2024-02-01T00:00:00Z'),
        at('2999-01-01T00:00:00Z'),
        at('2024-03-02T00:00:00Z'),
      ],
      null,
    );
    expect(results).toMatchObject([
      { outcome: 'done' },
      { outcome: 'backfillRefused', reason: 'descending' },
      { outcome: 'backfillRefused', reason: 'future' },
      { outcome: 'done' },
    ]);
    expect(await log.backfill([at('2024-03-01T23:00:00Z')], '2024-03-02T00:00:00Z')).toEqual([
      { outcome: 'backfillRefused', reason: 'descending' },
    ]);
  });

  it('is refused whole when its first new instant lies below the head', async () => {
    await log.backfill([at('2024-01-01T00:00:00Z')], null);
    const refused = { outcome: 'backfillRefused', reason: 'below-head' };
    expect(await log.backfill([at('2023-01-01T00:00:00Z'), at('2024-06-01T00:00:00Z')], null)).toEqual([
      refused,
      refused,
    ]);
    expect((await reader.head()).position).toBe(1);
  });

  it('is refused when another writer came between', async () => {
    await log.backfill([at('2024-01-01T00:00:00Z')], null);
    await log.append(anAppend('live'));
    expect(await log.backfill([at('2024-01-02T00:00:00Z')], '2024-01-01T00:00:00Z')).toEqual([
      { outcome: 'backfillRefused', reason: 'below-head' },
    ]);
  });

  it('that is repeated is already done, and its first new instant decides', async () => {
    const first = at('2024-01-01T00:00:00Z');
    await log.backfill([first], null);
    expect(await log.backfill([first, at('2024-01-02T00:00:00Z')], null)).toMatchObject([
      { outcome: 'alreadyDone' },
      { outcome: 'done' },
    ]);
  });
});
