import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EventLog } from '../../src/event-store/append.js';
import { Checkpoint } from '../../src/event-store/checkpoint.js';
import type { StoredEvent } from '../../src/event-store/event.js';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import { Lease, LeaseLost } from '../../src/event-store/lease.js';
import { LogReader } from '../../src/event-store/read.js';
import {
  resumeSubscription,
  Subscription,
  type SubscriptionOptions,
} from '../../src/event-store/subscribe.js';
import { inTransaction } from '../../src/database/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

let database: TestDatabase;
let notifications: AppendNotifications;
let log: EventLog;
let reader: LogReader;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  notifications = new AppendNotifications(database.writePool, database.url);
  log = new EventLog(database.writePool, notifications.announce);
  reader = new LogReader(database.readPool);
  await database.writePool.query(
    'CREATE TABLE seen (name text, position bigint, PRIMARY KEY (name, position))',
  );
});
afterAll(async () => {
  await notifications.stop();
  await database.drop();
});

/** A handler that keeps what it saw, as a projection does. */
const remember = (name: string) => async (events: readonly StoredEvent[], tx: pg.PoolClient) => {
  await tx.query('INSERT INTO seen SELECT $1, unnest($2::bigint[])', [
    name,
    events.map(({ position }) => position),
  ]);
};
const seenBy = async (name: string) => {
  const { rows } = await database.readPool.query<{ position: number }>(
    'SELECT position FROM seen WHERE name = $1 ORDER BY 1',
    [name],
  );
  return rows.map(({ position }) => position);
};
const upTo = (position: number) => Array.from({ length: position }, (_, i) => i + 1);
const subscribe = (name: string, options: Partial<SubscriptionOptions> = {}) => {
  const subscription = new Subscription(
    { write: database.writePool, read: database.readPool, notifications },
    { name, handle: remember(name), onError: (error) => errors.push(error), ...options },
  );
  subscription.start();
  return subscription;
};
const row = async (name: string) =>
  (
    await database.readPool.query<Record<string, unknown>>(
      'SELECT * FROM log.subscriptions WHERE name = $1',
      [name],
    )
  ).rows[0];

describe('A subscription', () => {
  it('sees every event once, in order, those of before and those to come', async () => {
    for (let i = 0; i < 25; i++) await log.append(anAppend('s'));
    const subscription = subscribe('all', { batchSize: 10 });
    expect(await subscription.checkpoint.waitFor(25, 30_000)).toBe('reached');
    await Promise.all(Array.from({ length: 25 }, () => log.append(anAppend('s'))));
    expect(await subscription.checkpoint.waitFor(50, 30_000)).toBe('reached');
    expect(await seenBy('all')).toEqual(upTo(50));
    await subscription.stop();
    expect(await row('all')).toMatchObject({ checkpoint: 50, lease_owner: null });
  });

  it('goes on where it stopped, at once, because a clean stop frees the lease', async () => {
    const { recorded } = (await log.append(anAppend('s'))) as { recorded: { position: number }[] };
    const subscription = subscribe('all');
    expect(await subscription.checkpoint.waitFor(recorded[0]?.position ?? 0, 5000)).toBe('reached');
    await subscription.stop();
    expect(await seenBy('all')).toEqual(upTo(51));
  });

  it('is woken by the appender long before it would look by itself', async () => {
    const subscription = subscribe('woken', { pollMs: 60_000 });
    await subscription.checkpoint.waitFor((await reader.head()).position, 5000);
    await sleep(50);
    await log.append(anAppend('s'));
    expect(await subscription.checkpoint.waitFor((await reader.head()).position, 20_000)).toBe('reached');
    await subscription.stop();
  });

  it('is woken by NOTIFY if the appender is another process', async () => {
    const elsewhere = new AppendNotifications(database.writePool, database.url);
    await elsewhere.listen();
    const { position } = await reader.head();
    const woken = elsewhere.waitBeyond(position, 60_000);
    const started = Date.now();
    await log.append(anAppend('s'));
    await woken;
    expect(Date.now() - started).toBeLessThan(30_000);
    await elsewhere.stop();
  });

  it('parks visibly at the one event it cannot handle, while others go on, and resumes', async () => {
    const poison = anEvent({ kind: 'poison' });
    const { position: before } = await reader.head();
    await Promise.all([
      log.append(anAppend('p')),
      log.append(anAppend('p', { events: [poison] })),
      log.append(anAppend('p')),
    ]);
    const at = before + 2;
    let cured = false;
    const picky = subscribe('picky', {
      pollMs: 50,
      handle: async (events, tx) => {
        await remember('picky')(events, tx);
        if (!cured && events.some(({ kind }) => kind === 'poison')) throw new Error('cannot digest this');
      },
    });
    const other = subscribe('other');
    expect(await other.checkpoint.waitFor(at + 1, 5000)).toBe('reached');
    expect(await picky.checkpoint.waitFor(at - 1, 30_000)).toBe('reached');
    expect(await picky.checkpoint.waitFor(at, 30_000)).toBe('parked');
    expect(await row('picky')).toMatchObject({
      checkpoint: at - 1,
      parked_position: at,
      parked_reason: 'cannot digest this',
    });
    expect(await seenBy('picky')).toEqual(upTo(at - 1));

    cured = true;
    expect(await resumeSubscription(database.writePool, 'picky')).toBe(true);
    // It looks now and then whether it may go on.
    while ((await picky.checkpoint.waitFor(at + 1, 30_000)) === 'parked') await sleep(20);
    expect(await picky.checkpoint.waitFor(at + 1, 0)).toBe('reached');
    expect(await seenBy('picky')).toEqual(upTo(at + 1));
    expect(await row('picky')).toMatchObject({ parked_position: null, parked_reason: null });
    await Promise.all([picky.stop(), other.stop()]);
  });

  it('retries, and never parks, when the database is to blame', async () => {
    let failures = 3;
    const subscription = subscribe('patient', {
      handle: async (events, tx) => {
        if (failures-- > 0) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
        await remember('patient')(events, tx);
      },
    });
    const { position } = await reader.head();
    expect(await subscription.checkpoint.waitFor(position, 10_000)).toBe('reached');
    expect(await seenBy('patient')).toEqual(upTo(position));
    await subscription.stop();
  });
});

describe('The lease', () => {
  it('lets one of two work, and the other take over when it stops', async () => {
    const first = subscribe('pair', { leaseMs: 6000 });
    const { position } = await reader.head();
    await first.checkpoint.waitFor(position, 60_000);
    const second = subscribe('pair', { leaseMs: 6000 });
    expect(await second.checkpoint.waitFor(position, 60_000)).toBe('reached');
    const before = await row('pair');
    const renewed = async () => {
      const now = await row('pair');
      return String(now?.['lease_expires_at']) === String(before?.['lease_expires_at']) ? null : now;
    };
    let now = await renewed();
    for (; !now; now = await renewed()) await sleep(50);
    expect(now['fencing_token']).toBe(before?.['fencing_token']);
    await first.stop();
    await log.append(anAppend('s'));
    expect(await second.checkpoint.waitFor(position + 1, 30_000)).toBe('reached');
    await second.stop();
    expect(await seenBy('pair')).toEqual(upTo(position + 1));
  });

  it('does not let a holder commit that slept beyond its time', async () => {
    const slow = new Lease(database.writePool, 'fenced', 10_000);
    const quick = new Lease(database.writePool, 'fenced', 10_000);
    const held = await slow.take();
    expect(held).not.toBeNull();
    expect(await quick.take()).toBeNull();
    await database.writePool.query(
      `UPDATE log.subscriptions SET lease_expires_at = clock_timestamp() - interval '1 millisecond' WHERE name = 'fenced'`,
    );
    const taken = await quick.take();
    expect(taken?.token).toBe((held?.token ?? 0) + 1);

    if (!held) throw new Error('unreachable');
    const late = inTransaction(database.writePool, async (tx) => {
      await tx.query(`INSERT INTO seen VALUES ('fenced', 1)`);
      await slow.advance(tx, held, 1);
    });
    await expect(late).rejects.toBeInstanceOf(LeaseLost);
    const swapped = inTransaction(database.writePool, (tx) => slow.replace(tx, held, 1));
    await expect(swapped).rejects.toBeInstanceOf(LeaseLost);
    await expect(slow.renew(held)).rejects.toBeInstanceOf(LeaseLost);
    await expect(slow.park(held, 1, 'no')).rejects.toBeInstanceOf(LeaseLost);
    await slow.release(held);
    expect(await seenBy('fenced')).toEqual([]);
    expect(await row('fenced')).toMatchObject({
      checkpoint: 0,
      fencing_token: taken?.token,
      parked_position: null,
    });
    expect((await row('fenced'))?.['lease_owner']).not.toBeNull();
  });
});

describe('A holder that stands still within its transaction', () => {
  /** As a process stopped by SIGSTOP: its rows are locked, and it is in a COPY, which no limit of the server ends. */
  const standStill = async (name: string, ms: number): Promise<{ ended: Promise<void> }> => {
    const lease = new Lease(database.writePool, name, ms);
    const held = await lease.take();
    if (!held) throw new Error('unreachable');
    const session = new pg.Client({ connectionString: database.url });
    session.on('error', () => undefined);
    await session.connect();
    await session.query(`BEGIN; ${lease.mark(held)}; INSERT INTO seen VALUES ('${name}', 1)`);
    session.query(copyFrom('COPY seen FROM STDIN')).on('error', () => undefined);
    return { ended: new Promise((resolve) => session.once('end', resolve)) };
  };

  it('does not keep its successor waiting', async () => {
    const { ended } = await standStill('frozen', 1);
    const successor = subscribe('frozen');
    const { position } = await reader.head();
    expect(await successor.checkpoint.waitFor(position, 60_000)).toBe('reached');
    await ended;
    expect(await seenBy('frozen')).toEqual(upTo(position));
    await successor.stop();
  });

  it('is left alone while its lease lasts, and by those who take another', async () => {
    const { ended } = await standStill('working', 3_600_000);
    expect(await new Lease(database.writePool, 'working', 1).take()).toBeNull();
    const other = new Lease(database.writePool, 'beside', 1);
    for (let n = 0; n < 2; n += 1) expect(await other.take()).not.toBeNull();
    const { rows } = await database.readPool.query(
      `SELECT pg_terminate_backend(pid) AS was_alive FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
         AND classid = (hashtext('log.subscriptions/working')::bigint & 4294967295)::oid`,
    );
    expect(rows).toEqual([{ was_alive: true }]);
    await ended;
  });
});

describe('Waiting for a checkpoint', () => {
  it('costs no query for a position known to be behind', async () => {
    const subscription = subscribe('cheap');
    const { position } = await reader.head();
    await subscription.checkpoint.waitFor(position, 5000);
    expect(subscription.checkpoint.lowerBound).toBe(position);
    await subscription.stop();
    await database.writePool.query('ALTER TABLE log.subscriptions RENAME TO away');
    expect(await subscription.checkpoint.waitFor(position - 1, 100)).toBe('reached');
    await database.writePool.query('ALTER TABLE log.away RENAME TO subscriptions');
  });

  it('works where the subscription does not run, one query for many waiters, and ends in time', async () => {
    const elsewhere = new Checkpoint(database.readPool, 'cheap');
    const { position } = await reader.head();
    const arrivals = await Promise.all(
      Array.from({ length: 100 }, () => elsewhere.waitFor(position, 30_000)),
    );
    expect(new Set(arrivals)).toEqual(new Set(['reached']));
    const started = Date.now();
    expect(await elsewhere.waitFor(position + 1000, 200)).toBe('timedOut');
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(await new Checkpoint(database.readPool, 'nobody').waitFor(1, 100)).toBe('timedOut');
  });
});
