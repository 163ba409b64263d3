import type pg from 'pg';
import { policyOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { filterSql } from '../policies/filter-sql.js';
import type { PolicyFilters } from '../policies/filters.js';

/** Of the policy as it was when the event was recorded; their conditions are those of every list. */
type HeaderFilters = Pick<PolicyFilters, 'jurisdiction' | 'area'>;

/** Which events of the log. */
export interface EventFilters extends HeaderFilters {
  policyId?: string;
  /** Of the event itself. */
  kind?: string;
}

/** Whether the facts tables are needed: they hold the header of a policy at each position. */
export const asksHeaders = ({ jurisdiction, area }: EventFilters): boolean =>
  jurisdiction !== undefined || area !== undefined;

/** The matching events, in order; if headers are filtered, the facts must have reached the last event. */
export async function passing(
  pool: pg.Pool,
  events: readonly StoredEvent[],
  filters: EventFilters,
): Promise<StoredEvent[]> {
  const { policyId, kind, ...headers } = filters;
  const left = events.filter(
    (event) =>
      (kind === undefined || event.kind === kind) &&
      (policyId === undefined || policyOf(event.stream) === policyId),
  );
  if (!asksHeaders(filters) || left.length === 0) return left;
  const values: unknown[] = [
    left.map(({ stream }) => policyOf(stream)),
    left.map(({ position }) => position),
  ];
  const { conditions } = filterSql({ ...headers, uncertain: 'flag' }, (value) => `$${values.push(value)}`);
  const { rows } = await pool.query<{ position: number }>(
    `SELECT e.position FROM unnest($1::text[], $2::bigint[]) AS e (policy_id, position)
     JOIN read.policies AS p
       ON p.policy_id = e.policy_id AND p.known_from <= e.position AND p.known_to > e.position
     WHERE ${conditions.join(' AND ')}`,
    values,
  );
  const positions = new Set(rows.map(({ position }) => position));
  return left.filter(({ position }) => positions.has(position));
}
