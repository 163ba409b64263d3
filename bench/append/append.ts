import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import type { Cluster } from '../cluster.js';
import { hammer, sideBySide, type Standing } from '../measure.js';
import type { BenchOptions } from '../options.js';
import { insertAlone } from './autocommit.js';
import { CoalescedInsert } from './coalesced.js';
import { Appends } from './events.js';
import { createPlainTable, PlainRows } from './plain-table.js';

const CALLERS = [1, 8, 32];
const DATABASE = 'bench_append';

export const OURS = 'EventLog.append';
export const ALONE = 'autocommit INSERT';
export const COALESCED = 'coalesced INSERT';

/** Single-event appends by concurrent callers, compared with inserts of the same rows into the same table without the log. */
export async function benchAppend(
  cluster: Cluster,
  { rounds, milliseconds }: BenchOptions,
): Promise<{ callers: number; standings: Standing[] }[]> {
  await cluster.drop(DATABASE);
  const pools = openPools(await cluster.database(DATABASE), { size: Math.max(...CALLERS) });
  const log = new EventLog(pools.write);
  const coalesced = new CoalescedInsert(pools.write);
  const rows = new PlainRows();
  await createPlainTable(pools.write);
  try {
    const results = [];
    let run = 0;
    for (const callers of CALLERS) {
      const during = (task: (next: () => ReturnType<Appends['next']>) => Promise<unknown>) => () => {
        const appends = new Appends(`run-${run++}`);
        return hammer(callers, milliseconds, (caller) => task(() => appends.next(caller)));
      };
      const standings = await sideBySide(
        [
          { name: OURS, run: during((next) => appendDone(log, next())) },
          { name: ALONE, run: during((next) => insertAlone(pools.write, rows.next(next()))) },
          { name: COALESCED, run: during((next) => coalesced.insert(rows.next(next()))) },
        ],
        rounds,
      );
      results.push({ callers, standings });
    }
    return results;
  } finally {
    await pools.end();
    await cluster.drop(DATABASE);
  }
}

async function appendDone(log: EventLog, append: Parameters<EventLog['append']>[0]): Promise<void> {
  const { outcome } = await log.append(append);
  if (outcome !== 'done') throw new Error(`an append was answered ${outcome}`);
}
