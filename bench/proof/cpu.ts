import { readFileSync } from 'node:fs';
import type pg from 'pg';

/** Milliseconds of a clock tick in /proc (Linux, USER_HZ = 100). */
const TICK_MS = 10;

/** CPU time, in milliseconds: of this process, and of the server's sessions and workers. */
export interface CpuMs {
  node: number;
  postgres: number;
}

/** The CPU time of a piece of work. On a busy machine it says more than the time on the clock. */
export async function cpuOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<CpuMs> {
  const before = await ticks(pool);
  const node = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(node);
  const after = await ticks(pool);
  let postgres = 0;
  for (const [pid, spent] of after) postgres += spent - (before.get(pid) ?? 0);
  return { node: (user + system) / 1000, postgres: postgres * TICK_MS };
}

async function ticks(pool: pg.Pool): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  return new Map(rows.map(({ pid }) => [pid, ticksOf(pid)]));
}

function ticksOf(pid: number): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0; // ended meanwhile, or no Linux
  }
}
