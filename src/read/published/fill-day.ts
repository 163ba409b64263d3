import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { Changes } from '../facts/changes.js';
import { copyRows, copyInto } from '../facts/copy-rows.js';
import { countDeltas } from '../facts/count-deltas.js';
import { FactsProjector, project, type Folded } from '../facts/projector.js';
import { RUN } from '../facts/count-subjects.js';
import { sealCounts, sealedBy } from '../facts/seal-counts.js';
import { COUNT_DELTAS, READ_TABLES } from '../facts/tables.js';
import { inDayLock } from './day-lock.js';
import { findTables, storeContent, type DayTables } from './day-tables.js';

/** Most policies, and approximate number of their events, that one step fills in: about a quarter of a second. */
const POLICIES = 500;
const EVENTS = 2000;
/** Events followed in one step. */
const BATCH = 1000;

/**
 * Fills in the next policies; after the last one, seals the next counts. Policies are folded before anything is locked; if another
 * process was faster, the result is dropped.
 * @param pool the write pool
 * @param most how many policies at most
 */
export async function fillDay(pool: pg.Pool, day: Day, before: DayTables, most = POLICIES): Promise<void> {
  const { generation, position } = before;
  const { ids, isLast } = await nextPolicies(pool, before, Math.min(most, POLICIES));
  const streams = await new LogReader(pool).readStreams(ids.map(streamOf), { upToPosition: position });
  const changes = await folded(streams.values(), day);
  await inDayLock(pool, day, async (tx) => {
    const now = await findTables(tx, day, { lock: true });
    if (!isDeepStrictEqual(now, before)) return;
    await copyRows(tx, changes, generation);
    await copyInto(tx, COUNT_DELTAS, generation, countDeltas(changes));
    const filled = { ...before, filledTo: ids.at(-1) ?? before.filledTo };
    await storeContent(tx, day, isLast ? await sealNext(tx, filled) : filled);
  });
}

/**
 * Seals the next counts of tables in which all that was known at their position is written; with the last ones, they are complete. Any
 * policy that is registered later says nothing about positions that are sealed.
 */
async function sealNext(tx: pg.ClientBase, tables: DayTables): Promise<DayTables> {
  const { generation, position, sealedTo } = tables;
  const end = sealedBy(position);
  const until = Math.min(sealedTo + RUN, end);
  await sealCounts(tx, generation, sealedTo, until - 1);
  if (until < end) return { ...tables, sealedTo: until };
  await tx.query(`ANALYZE ${READ_TABLES.map((name) => `read.${name}${generation}`).join(', ')}`);
  return { ...tables, sealedTo: until, filledTo: null };
}

/** Adds the next events up to a position, for the policies that are filled in. @param pool the write pool */
export async function followLog(pool: pg.Pool, day: Day, upTo: number): Promise<void> {
  await inDayLock(pool, day, async (tx) => {
    const tables = await findTables(tx, day, { lock: true });
    if (!tables || tables.position >= upTo) return;
    const { generation, position, filledTo } = tables;
    const events = await new LogReader(tx).readAfter(position, BATCH, { upTo });
    const projector = new FactsProjector(generation, day);
    if (filledTo === null) await projector.handle(events, tx);
    else
      await projector.write(
        events.filter(({ stream }) => policyOf(stream) <= filledTo),
        tx,
      );
    await storeContent(tx, day, { ...tables, position: events.at(-1)?.position ?? upTo });
  });
}

/** The next policies in the order of their ids. */
async function nextPolicies(
  pool: pg.Pool,
  { position, filledTo }: DayTables,
  most: number,
): Promise<{ ids: string[]; isLast: boolean }> {
  const { rows } = await pool.query<{ id: string; events: number }>(NEXT, [filledTo, position, most]);
  let sum = 0;
  const ids = rows.filter(({ events }, i) => i === 0 || (sum += events) <= EVENTS).map(({ id }) => id);
  return { ids, isLast: rows.length < most && ids.length === rows.length };
}

const NEXT = `
  SELECT p.policy_id AS id, v.version AS events
  FROM read.policies AS p CROSS JOIN LATERAL (SELECT v.version FROM read.versions AS v
    WHERE v.policy_no = p.policy_no AND v.known_from <= $2 ORDER BY v.known_from DESC LIMIT 1) AS v
  WHERE p.policy_id > $1 AND p.known_from <= $2 AND p.known_to > $2 ORDER BY p.policy_id LIMIT $3`;

async function folded(streams: Iterable<readonly StoredEvent[]>, publishedBy: Day): Promise<Changes> {
  const pause = new CooperativeYield();
  const changes = new Changes();
  for (const events of streams) {
    const policy = new Map<string, Folded>();
    for (const event of events) {
      await pause.check();
      project(event, policy, changes, publishedBy);
    }
  }
  return changes;
}
