import type pg from 'pg';
import { decodeEvent } from '../../domain/decode-event.js';
import type { Day } from '../../domain/day.js';
import { PolicyTimeline } from '../../domain/policy-timeline.js';
import { rowsOn, type PolicyRows } from '../../domain/state.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { publicBy } from '../../domain/supersession.js';
import { LogReader } from '../../event-store/read.js';
import type { ListPlace } from './list-question.js';

const CHUNK = 100;

/** A page of what was public by a day: the facts tables do not hold that, so each policy is folded, chunk by chunk. */
export async function livePage(
  pool: pg.Pool,
  place: ListPlace & { publishedBy?: Day },
  count: number,
): Promise<PolicyRows[]> {
  const found: PolicyRows[] = [];
  for (let after = place.after ?? ''; found.length < count;) {
    const ids = await nextIds(pool, place, after);
    const streams = await new LogReader(pool).readStreams(ids.map(streamOf), {
      upToPosition: place.position,
    });
    for (const [stream, events] of streams) {
      const timeline = new PolicyTimeline(place.publishedBy ? publicBy(place.publishedBy) : undefined);
      for (const event of events) timeline.apply(decodeEvent(event));
      timeline.settle();
      const policy = rowsOn(policyOf(stream), timeline, place.asOf, place.uncertain);
      if (matches(policy, place)) found.push(policy);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < CHUNK) break;
    after = last;
  }
  return found.slice(0, count);
}

async function nextIds(
  pool: pg.Pool,
  { position, area, jurisdiction }: ListPlace,
  after: string,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT p.policy_id AS id FROM read.policies AS p
     WHERE p.policy_id > $1 AND p.known_from <= $2 AND p.known_to > $2
       AND ($3::text IS NULL OR p.area = $3) AND ($4::text IS NULL OR $4 = ANY (p.jurisdictions))
     ORDER BY p.policy_id LIMIT ${CHUNK}`,
    [after, position, area ?? null, jurisdiction ?? null],
  );
  return rows.map(({ id }) => id);
}

function matches({ rows }: PolicyRows, { status, certainty }: ListPlace): boolean {
  if (status === undefined)
    return certainty === undefined || rows.some((row) => row.certainty === 'possible');
  const row = rows.find(({ path }) => path === 'status');
  if (!row) return false;
  if (certainty === undefined) return row.value === JSON.stringify(status);
  const { candidates } = JSON.parse(`{${row.rest}}`) as { candidates?: { value?: unknown }[] };
  return row.certainty === 'possible' && (candidates ?? []).some(({ value }) => value === status);
}
