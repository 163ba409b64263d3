import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { summaryStatement } from '../../src/read/summary/summary-sql.js';
import type { Cluster } from '../cluster.js';
import { Random } from '../data/random.js';
import { hammer, sideBySide, type Standing } from '../measure.js';
import type { BenchOptions } from '../options.js';
import { fillFacts, someDay } from './fill.js';

export const NOW = 'current knowledge';
export const THEN = 'any knownAt';
export const scanOf = (name: string): string => `scan, ${name}`;

const SEED = 2;
const SCAN = `SELECT value, count(*) FROM read.facts
  WHERE path = 'status' AND valid_from <= $1 AND valid_to > $1 AND known_from <= $2 AND known_to > $2 GROUP BY value`;

/** Policies counted by status, compared with a scan of the same table, by one caller, without HTTP. */
export async function benchCounts(
  cluster: Cluster,
  facts: number,
  { rounds, milliseconds }: BenchOptions,
): Promise<Standing[]> {
  const url = await filled(cluster, facts);
  const pools = openPools(url, { size: 1 });
  const random = new Random(SEED);
  const past = () => random.integer(1, facts);
  const now = () => facts;
  const scan = (position: number) => pools.read.query(SCAN, [someDay(random), position]);
  const count = (position: number) =>
    pools.read.query(summaryStatement(['status', 'policy'], someDay(random), position, 'flag'));
  const contender = (name: string, ask: () => Promise<unknown>) => ({
    name,
    run: () => hammer(1, milliseconds, ask),
  });
  try {
    return await sideBySide(
      [
        contender(scanOf(NOW), () => scan(now())),
        contender(NOW, () => count(now())),
        contender(scanOf(THEN), () => scan(past())),
        contender(THEN, () => count(past())),
      ],
      rounds,
    );
  } finally {
    await pools.end();
  }
}

/** The URL of a database with this many facts; created if a kept cluster has none. */
async function filled(cluster: Cluster, facts: number): Promise<string> {
  const url = await cluster.database(`bench_counts_${facts}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT FROM read.facts LIMIT 1');
    if (rows.length === 0) await fillFacts(client, facts);
  } finally {
    await client.end();
  }
  return url;
}
