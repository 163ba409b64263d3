import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Clock ticks of Linux: 100 a second. */
const TICK_MS = 10;

/**
 * Processor time that the service and its embedded PostgreSQL have used, in milliseconds, in steps of ten. It says more than the
 * clock on a machine with other work.
 */
export function cpuOf(pid: number, dataDir: string): number {
  const postmaster = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const backends = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(name)?.[1] === postmaster,
  );
  // Of processes that have ended, as parallel workers do, the parent knows.
  return sum(statOf(String(pid)), [11, 12]) + sum(statOf(postmaster), [11, 12, 13, 14]) + total(backends);
}

const total = (pids: readonly string[]): number =>
  pids.reduce((all, pid) => all + sum(statOf(pid), [11, 12]), 0);

const sum = (stat: readonly string[] | null, fields: readonly number[]): number =>
  stat === null ? 0 : fields.reduce((all, field) => all + Number(stat[field]) * TICK_MS, 0);

/** The fields of a process behind its name; null: it has ended. */
function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    return null;
  }
}
