import { openPools } from '../../src/database/connect.js';
import { Checkpoint } from '../../src/event-store/checkpoint.js';
import { verifyLog } from '../../src/proof/verify/verify-log.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { FACTS } from '../../src/read/facts/subscription.js';
import type { Acknowledged } from './writers.js';

export interface LogFigures {
  acknowledged: number;
  events: number;
  /** Acknowledged, and not in the log at that position. */
  lost: number;
  /** In the log more than once under one key. */
  duplicated: number;
  /** Missing positions or versions, and what `verify` found. */
  torn: number;
  /** Events that the projection passed over: its tables differ from those that a rebuild makes of the log. */
  skipped: number;
}

/** How long the projection may take to come back, in milliseconds: the lease of a killed process lasts 10 s, and others look for it in turns. */
const TAKEN_OVER_MS = 40_000;

/**
 * Compares the log with what the writers were told.
 * @param url of the database itself
 * @throws Error if the projection does not reach the end of the log, so that its tables cannot be compared
 */
export async function checkLog(url: string, acknowledged: readonly Acknowledged[]): Promise<LogFigures> {
  const pools = openPools(url, { size: 4 });
  try {
    const { rows } = await pools.read.query<{ id: string; position: number; note: string | null }>(
      `SELECT event_id AS id, position, payload::json ->> 'note' AS note FROM log.events ORDER BY events.position`,
    );
    const positions = new Map(rows.map(({ id, position }) => [id, position]));
    const notes = rows.flatMap(({ note }) => note ?? []);
    const gaps = rows.filter(({ position }, i) => position !== i + 1).length;
    const { rows: chains } = await pools.read.query(
      'SELECT stream FROM log.events GROUP BY stream HAVING max(version) <> count(*) OR min(version) <> 1',
    );
    const { finding } = await verifyLog(pools.write, []);
    const arrival = await new Checkpoint(pools.read, FACTS).waitFor(rows.length, TAKEN_OVER_MS);
    if (arrival !== 'reached') throw new Error(`The projection has not reached ${rows.length}: ${arrival}`);
    const { same } = await rebuildFacts(pools.write);
    return {
      acknowledged: acknowledged.length,
      events: rows.length,
      lost: acknowledged.filter(({ eventId, position }) => positions.get(eventId) !== position).length,
      duplicated:
        notes.length -
        new Set(notes).size +
        (acknowledged.length - new Set(acknowledged.map(({ eventId }) => eventId)).size),
      torn: gaps + chains.length + (finding ? 1 : 0),
      skipped: same === true ? 0 : 1,
    };
  } finally {
    await pools.end();
  }
}
