import type { Day } from '../../domain/day.js';
import type { LoggedEvent } from '../../domain/stored-event.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { streamOf } from '../../domain/stream.js';
import { contentSql } from '../../event-store/stored-events.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import type { PolicyFilters } from '../policies/filters.js';

/** An event, and the title of its policy at that time. */
export interface FeedRow extends LoggedEvent {
  stream: string;
  title: string;
}

export interface FeedPage extends PolicyFilters {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy?: Day;
  policyId?: string;
  before?: number;
}

/**
 * The newest events of matching policies. `kind` filters events; the other filters apply to the policy, on the day and as
 * known. $1 day, $2 position, $3 before which position, $4 how many.
 */
export function feedStatement({ kind, policyId, before, ...page }: FeedPage, count: number) {
  const values: (string | number)[] = [page.asOf, page.position, before ?? page.position + 1, count];
  const parameter = (value: string) => `$${values.push(value)}`;
  const filters = filterSql(page, parameter);
  const conditions = [
    ...(kind === undefined ? [] : [`e.kind = ${parameter(kind)}`]),
    ...(policyId === undefined ? [] : [`e.stream = ${parameter(streamOf(policyId))}`]),
    ...(filters.conditions.length === 0
      ? []
      : [`e.stream IN (SELECT '${streamOf('')}' || p.policy_id FROM known JOIN ${matching(filters)})`]),
  ];
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date),
    e AS (SELECT * FROM log.events AS e
      WHERE e.position <= $2 AND e.position < $3 ${conditions.map((condition) => `AND ${condition}`).join(' ')}
      ORDER BY e.position DESC LIMIT $4)
    SELECT e.position, e.stream, e.event_id AS "eventId", e.kind, e.schema_version AS "schemaVersion", ${contentSql('e')}, e.actor,
      log.instant_text(e.recorded_at) AS "recordedAt", log.instant_text(e.ingested_at) AS "ingestedAt", p.title
    FROM e JOIN read.policies AS p ON p.policy_id = substr(e.stream, ${streamOf('').length + 1})
      AND p.known_from <= e.position AND p.known_to > e.position
    ORDER BY e.position DESC`;
  return { text, values };
}
