import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { foldPolicy } from '../../domain/fold.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { rowsOn, type PolicyRows } from '../../domain/state.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';

/** What a live fold of all policies rests on. */
export interface LiveBasis {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** A policy folded, with its state. */
export interface LivePolicy {
  policy: PolicyRows;
  timeline: PolicyTimeline;
}

const CHUNK = 100;

/** Every policy known at a position, folded, in the order of their ids. */
export async function* liveStates(
  pool: pg.Pool,
  { asOf, position, uncertain, publishedBy }: LiveBasis,
  behind = '',
): AsyncGenerator<LivePolicy> {
  for await (const { policyId, events } of histories(pool, position, behind)) {
    const timeline = foldPolicy(events, publishedBy);
    yield { policy: rowsOn(policyId, timeline, asOf, uncertain), timeline };
  }
}

/** Every policy known at a position with its events up to there, in the order of their ids. Memory holds one chunk of them. */
export async function* histories(
  pool: pg.Pool,
  position: number,
  behind = '',
): AsyncGenerator<{ policyId: string; events: StoredEvent[] }> {
  for (let after = behind; ;) {
    const ids = await nextIds(pool, position, after);
    const streams = await new LogReader(pool).readStreams(ids.map(streamOf), { upToPosition: position });
    for (const [stream, events] of streams) yield { policyId: policyOf(stream), events };
    const last = ids.at(-1);
    if (last === undefined || ids.length < CHUNK) return;
    after = last;
  }
}

async function nextIds(pool: pg.Pool, position: number, after: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT p.policy_id AS id FROM read.policies AS p
     WHERE p.policy_id > $1 AND p.known_from <= $2 AND p.known_to > $2 ORDER BY p.policy_id LIMIT ${CHUNK}`,
    [after, position],
  );
  return rows.map(({ id }) => id);
}
