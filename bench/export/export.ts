import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '../cluster.js';
import { sideBySide, type Standing } from '../measure.js';
import { FLOORS } from './floors.js';
import type { Run } from './one-run.js';
import { storeFacts } from './stored-facts.js';

export const EXPORTED = ['csv', 'ndjson', 'parquet'] as const;

const DATABASE = 'bench_export';

/**
 * Rate of exporting facts to a file, in rows/s, compared with COPY. Every run is a separate process, to measure the peak of its
 * memory.
 * @returns the standings, and the highest peak of each contender in MiB
 */
export async function benchExport(
  cluster: Cluster,
  rows: number,
  rounds: number,
): Promise<{ standings: Standing[]; peaks: Record<string, number> }> {
  await cluster.drop(DATABASE);
  const url = await cluster.database(DATABASE);
  await storeFacts(url, rows);
  const peaks: Record<string, number> = {};
  const contender = (name: string) => ({
    name,
    run: () => {
      const { seconds, mib } = oneRun(url, name);
      peaks[name] = Math.max(peaks[name] ?? 0, mib);
      return Promise.resolve({ perSecond: rows / seconds, p50: NaN, p99: NaN });
    },
  });
  const standings = await sideBySide([...EXPORTED, ...Object.keys(FLOORS)].map(contender), rounds);
  await cluster.drop(DATABASE);
  return { standings, peaks };
}

/** @throws Error with the error output of the process */
function oneRun(url: string, what: string): Run {
  const program = fileURLToPath(new URL('./one-run.ts', import.meta.url));
  const args = ['--import', './test/support/typescript.js', program, url, what];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Run;
}
