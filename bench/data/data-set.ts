import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { LogReader } from '../../src/event-store/read.js';
import { FACTS } from '../../src/read/facts/subscription.js';
import type { Cluster } from '../cluster.js';
import { project } from '../facts/catch-up.js';
import { EVENTS_A_POLICY, fillLog } from './log.js';

/** A database whose log holds this many events, all projected. */
export interface DataSet {
  name: string;
  url: string;
  events: number;
  /** Rate of filling the log, including generation, and of projecting it from the start, in events/s; null if it existed already. */
  filledPerSecond: number | null;
  projectedPerSecond: number | null;
}

/** Creates the data set, or finds it in a kept cluster. */
export async function dataSet(cluster: Cluster, events: number, aPolicy = EVENTS_A_POLICY): Promise<DataSet> {
  const name = `bench_${events}${aPolicy === EVENTS_A_POLICY ? '' : `_${aPolicy}`}`;
  const url = await cluster.database(name);
  const pools = openPools(url);
  try {
    const { position } = await new LogReader(pools.read).head();
    const filledPerSecond =
      position > 0 ? null : await perSecond(events, () => fillLog(pools.write, events, aPolicy));
    const projectedPerSecond =
      (await checkpoint(pools.read)) > 0 ? null : await perSecond(events, () => project(url));
    if (projectedPerSecond !== null) await settle(url);
    return { name, url, events, filledPerSecond, projectedPerSecond };
  } finally {
    await pools.end();
  }
}

async function checkpoint(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ checkpoint: number }>(
    'SELECT checkpoint FROM log.subscriptions WHERE name = $1',
    [FACTS],
  );
  return rows[0]?.checkpoint ?? 0;
}

/** Runs what autovacuum would do sooner or later; in a log that grew slowly it would have run long ago. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM (ANALYZE)');
  await client.end();
}

async function perSecond(count: number, task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (count / (performance.now() - start)) * 1000;
}
