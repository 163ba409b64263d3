import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import { LogReader } from '../../src/event-store/read.js';
import { FACTS, factsSubscription } from '../../src/read/facts/subscription.js';

const AN_HOUR_MS = 3_600_000;

/** Runs the projection until it has reached the end of the log. */
export async function project(url: string): Promise<void> {
  const pools = openPools(url);
  const notifications = new AppendNotifications(pools.write, url);
  const failures: unknown[] = [];
  const facts = factsSubscription({ ...pools, notifications }, (error) => failures.push(error));
  try {
    const { position } = await new LogReader(pools.read).head();
    facts.start();
    const arrival = await facts.checkpoint.waitFor(position, AN_HOUR_MS);
    if (arrival !== 'reached') throw new Error(`the projection is ${arrival}: ${String(failures.at(-1))}`);
  } finally {
    await facts.stop();
    await notifications.stop();
    await pools.end();
  }
}

/** Empties the facts tables, so that the projection starts from the beginning. */
export async function forget(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ next: number }>('SELECT current + 1 AS next FROM read.generation');
    await client.query('SELECT read.create_generation($1)', [rows[0]?.next]);
    await client.query('SELECT read.index_generation($1)', [rows[0]?.next]);
    await client.query('SELECT read.switch_generation($1)', [rows[0]?.next]);
    await client.query('UPDATE log.subscriptions SET checkpoint = 0 WHERE name = $1', [FACTS]);
  } finally {
    await client.end();
  }
}
