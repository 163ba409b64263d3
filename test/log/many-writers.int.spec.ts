import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import { LogReader } from '../../src/event-store/read.js';
import { Subscription } from '../../src/event-store/subscribe.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { killWriters, startWriter } from '../support/writers.js';

/** SOAK_SECONDS, or 30 with SOAK=1, or 5. */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? (process.env['SOAK'] ? 30 : 5));
const WRITERS = 6;

let database: TestDatabase;
let neighbour: TestDatabase;

beforeAll(async () => {
  [database, neighbour] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await database.writePool.query('CREATE TABLE projected (nth bigserial PRIMARY KEY, position bigint)');
});
afterAll(async () => {
  killWriters();
  await Promise.all([database.drop(), neighbour.drop()]);
});

/** Reads page after page while `isOver` says no, and then to the end: the positions in the order they were seen. */
async function readPages(isOver: () => boolean, pageSize: number): Promise<number[]> {
  const reader = new LogReader(database.readPool);
  const seen: number[] = [];
  for (;;) {
    const over = isOver();
    const page = await reader.readAfter(seen.at(-1) ?? 0, pageSize);
    for (const { position } of page) seen.push(position);
    if (page.length === 0 && over) return seen;
    if (page.length === 0) await sleep(2);
  }
}

it(
  `with ${WRITERS} writing processes for ${SECONDS} s nothing is skipped, seen twice or out of order, even with a long transaction in another database`,
  async () => {
    const open = new pg.Client({ connectionString: neighbour.url });
    await open.connect();
    await open.query(`BEGIN; CREATE TABLE held_open (id int); INSERT INTO held_open VALUES (1)`);

    const notifications = new AppendNotifications(database.writePool, database.url);
    await notifications.listen();
    const projector = new Subscription(
      { write: database.writePool, read: database.readPool, notifications },
      {
        name: 'projector',
        handle: async (events, tx) => {
          await tx.query('INSERT INTO projected (position) SELECT unnest($1::bigint[])', [
            events.map(({ position }) => position),
          ]);
        },
      },
    );
    projector.start();
    const writers = Array.from({ length: WRITERS }, (_, i) => startWriter(database.url, `writer-${i}`, 4, 3));
    let over = false;
    const pages = [readPages(() => over, 7), readPages(() => over, 1000)];

    while (writers.some(({ acknowledged }) => acknowledged.length === 0)) await sleep(20);
    await sleep(SECONDS * 1000);
    for (const writer of writers) writer.process.kill('SIGTERM');
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual(writers.map(() => 0));
    over = true;

    const acknowledged = writers
      .flatMap((writer) => writer.acknowledged.map(({ position }) => position))
      .sort((a, b) => a - b);
    const { position: head } = await new LogReader(database.readPool).head();
    const all = Array.from({ length: head }, (_, i) => i + 1);
    expect(acknowledged).toEqual(all);
    for (const seen of await Promise.all(pages)) expect(seen).toEqual(all);
    expect(await projector.checkpoint.waitFor(head, 20_000)).toBe('reached');
    const { rows } = await database.readPool.query<{ position: number }>(
      'SELECT position FROM projected ORDER BY nth',
    );
    expect(rows.map(({ position }) => position)).toEqual(all);
    expect(
      (
        await database.readPool.query(
          'SELECT 1 FROM log.events a JOIN log.events b ON b.position = a.position + 1 WHERE b.recorded_at <= a.recorded_at',
        )
      ).rowCount,
    ).toBe(0);

    await projector.stop();
    await notifications.stop();
    await open.query('ROLLBACK');
    await open.end();
  },
  (SECONDS + 60) * 1000,
);
