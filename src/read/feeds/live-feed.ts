import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { decodeEvent } from '../../domain/decode-event.js';
import { streamOf } from '../../domain/stream.js';
import { publicBy } from '../../domain/development-history.js';
import { filterParameters } from '../policies/filters.js';
import { passing, type LivePlace } from '../policies/live-filters.js';
import { feedStatement, type FeedPage, type FeedRow } from './feed-sql.js';

/** Events read at once, unless more are wanted. */
const BATCH = 200;

/**
 * The newest events of what was public by a day, of policies that pass as the public knew them. Registrations and amendments
 * count always, as in every view.
 */
export async function liveFeed(
  pool: pg.Pool,
  { kind, policyId, before, ...place }: FeedPage & { publishedBy: Day },
  count: number,
): Promise<FeedRow[]> {
  const { asOf, position, uncertain, publishedBy } = place;
  const isPublic = publicBy(publishedBy);
  const wanted = {
    ...{ asOf, position, uncertain },
    ...(kind !== undefined && { kind }),
    ...(policyId !== undefined && { policyId }),
    ...(Object.keys(filterParameters(place)).length > 0 && { streams: await streamsOf(pool, place) }),
  };
  const batch = Math.max(count, BATCH);
  const found: FeedRow[] = [];
  for (let below = before ?? position + 1; ;) {
    const { rows } = await pool.query<FeedRow>(feedStatement({ ...wanted, before: below }, batch));
    found.push(...rows.filter((row) => isPublic(decodeEvent(row))));
    const last = rows.at(-1);
    if (found.length >= count || rows.length < batch || !last) return found.slice(0, count);
    below = last.position;
  }
}

async function streamsOf(pool: pg.Pool, place: LivePlace): Promise<string[]> {
  const streams: string[] = [];
  for await (const { policy } of passing(pool, place)) streams.push(streamOf(policy.policyId));
  return streams;
}
