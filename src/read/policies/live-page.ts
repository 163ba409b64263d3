import type pg from 'pg';
import { decodeEvent } from '../../domain/decode-event.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { PolicyTimeline } from '../../domain/policy-timeline.js';
import { rowsOn, type PolicyRows } from '../../domain/state.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { publicBy } from '../../domain/supersession.js';
import { LogReader } from '../../event-store/read.js';
import type { ListPlace } from './list-question.js';
import { passes, type LivePolicy } from './live-filters.js';
import { LAST, sortOf } from './sort-sql.js';

/** What a live fold of all policies rests on. */
export interface LiveBasis {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** A page of policies, each with the text it is sorted by. */
export type SortedPolicy = PolicyRows & { key: string };

const CHUNK = 100;

/** A page of what was public by a day: the facts tables do not hold that, so each policy is folded, chunk by chunk. */
export async function livePage(pool: pg.Pool, place: ListPlace, count: number): Promise<SortedPolicy[]> {
  const { by, descending } = sortOf(place);
  const inOrder = by === 'id' && !descending;
  const found: SortedPolicy[] = [];
  for await (const live of liveStates(pool, place, inOrder ? place.after : undefined)) {
    if (!passes(live, place)) continue;
    found.push({ ...live.policy, key: keyOf(live.policy, by) });
    if (inOrder && found.length === count) return found;
  }
  if (inOrder) return found;
  const sign = descending ? -1 : 1;
  const ids = by === 'id' ? sign : 1;
  const order = (a: Sorted, b: Sorted) => sign * bytes(a.key, b.key) || ids * bytes(a.policyId, b.policyId);
  const before = place.after !== undefined && { key: place.afterKey ?? place.after, policyId: place.after };
  return found
    .sort(order)
    .filter((policy) => !before || order(policy, before) > 0)
    .slice(0, count);
}

/** Every policy known at a position, folded, in the order of their ids. */
export async function* liveStates(
  pool: pg.Pool,
  { asOf, position, uncertain, publishedBy }: LiveBasis,
  behind = '',
): AsyncGenerator<LivePolicy> {
  for (let after = behind; ;) {
    const ids = await nextIds(pool, position, after);
    const streams = await new LogReader(pool).readStreams(ids.map(streamOf), { upToPosition: position });
    for (const [stream, events] of streams) {
      const timeline = new PolicyTimeline(publishedBy === undefined ? undefined : publicBy(publishedBy));
      for (const event of events) timeline.apply(decodeEvent(event));
      timeline.settle();
      yield { policy: rowsOn(policyOf(stream), timeline, asOf, uncertain), timeline };
    }
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

interface Sorted {
  key: string;
  policyId: string;
}

/** As PostgreSQL compares texts under "C". */
const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function keyOf(policy: PolicyRows, by: ReturnType<typeof sortOf>['by']): string {
  if (by === 'id') return policy.policyId;
  if (by === 'lastRecorded') return policy.lastRecorded;
  if (by === 'status') return policy.rows.find(({ path }) => path === 'status')?.value ?? LAST;
  return (JSON.parse(`{${policy.header}}`) as { title: string; area: string })[by];
}
