import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuOfProcess, cpuOfServer } from '../server-cpu.js';

/**
 * Processor time that the service and its embedded PostgreSQL have used, in milliseconds, in steps of ten. It says more than the
 * clock on a machine with other work.
 */
export function cpuOf(pid: number, dataDir: string): number {
  const postmaster = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  return cpuOfProcess(pid) + cpuOfServer(postmaster);
}
