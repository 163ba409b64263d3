import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { foldDevelopments } from '../../domain/fold.js';
import { standingItem, type StandingItem } from '../../domain/standing-item.js';
import { streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';

/**
 * The effect of contests and rulings on the live developments of these policies, by event id. Only policies with contradictions
 * or rulings are folded; they are few.
 */
export async function standingItems(
  pool: pg.Pool,
  policyIds: Iterable<string>,
  position: number,
  publishedBy: Day | null,
): Promise<ReadonlyMap<string, StandingItem>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'contesting',
    text: CONTESTING,
    values: [[...policyIds], position],
  });
  const streams = await new LogReader(pool).readStreams(
    rows.map(({ id }) => streamOf(id)),
    { upToPosition: position },
  );
  const items = new Map<string, StandingItem>();
  for (const events of streams.values()) {
    const timeline = foldDevelopments(events, publishedBy);
    timeline.recomputeBounds();
    for (const history of timeline.histories.all()) {
      const live = timeline.liveVersion(history);
      if (live) items.set(live.eventId, standingItem(timeline, history));
    }
  }
  return items;
}

const CONTESTING = `SELECT p.policy_id AS id FROM read.policies AS p
  WHERE p.policy_id = ANY ($1) AND p.known_from <= $2 AND p.known_to > $2
    AND EXISTS (SELECT FROM read.versions AS v WHERE v.policy_no = p.policy_no AND v.known_from <= $2 AND v.contesting)`;
