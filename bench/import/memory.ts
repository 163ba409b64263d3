import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Cluster } from '../cluster.js';

const DATABASE = 'bench_memory';
const NOTE = 9_700;
/** Bytes of a line with such a note. */
const LINE = 10_000;

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The peak memory, in MB, of a process with Node's default settings that imports a file of this many MB. */
export async function peakMemory(cluster: Cluster, megabytes: number): Promise<number> {
  const url = await cluster.database(DATABASE);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', file('../../test/support/typescript.js'), file('importing-process.ts')],
      ...[url, String(Math.round((megabytes * 1e6) / LINE)), String(NOTE)],
    ]);
    return Math.round(Number(stdout) / 1024);
  } finally {
    await cluster.drop(DATABASE);
  }
}
