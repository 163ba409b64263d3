import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { CERTAINTY, READ_VALUE, readColumns } from '../state/fact-sql.js';

/** Which policies to examine for changes. */
export interface ChangedSearch {
  /** The last policy of the previous page. */
  after: string;
  fromPosition: number;
  toPosition: number;
  fromAsOf: Day;
  toAsOf: Day;
  uncertain: Uncertain;
  /** The value of `status` at the second basis. */
  status?: string;
  area?: string;
  jurisdiction?: string;
  limit: number;
}

export interface ChangedRow {
  id: string;
  /** Like in a StateRow, with three more parts: whether the fact holds before, between and after the legs, t or f. */
  entries: string;
}

/**
 * The next policies with a field whose fact differs between the two bases, in the order of their ids, and these facts. A fact
 * differs on the knowledge leg if only one of the positions is in its range, and on the world leg if only one of the days is.
 * Some of them give the same value. Filters use the header at the later position.
 */
export function changedStatement(search: ChangedSearch) {
  const { after, fromPosition, toPosition, fromAsOf, toAsOf, uncertain, status, area, jurisdiction, limit } =
    search;
  return {
    name: `diff-changed-${uncertain}-${status === undefined ? 'all' : 'status'}`,
    text: `
      SELECT p.policy_id AS id, changed.entries FROM read.policies AS p CROSS JOIN LATERAL (
        SELECT string_agg(concat_ws(E'\\x1f', f.path, ${CERTAINTY}, coalesce(r.value, ''), r.rest, ${BEFORE}, ${BETWEEN}, ${AFTER}),
          E'\\x1e') AS entries
        FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns(uncertain)}) AS r
        WHERE f.policy_no = p.policy_no AND f.path NOT LIKE '$%' AND f.valid_from <= greatest($7::date, $8::date)
          AND (${BEFORE} <> ${BETWEEN} OR ${BETWEEN} <> ${AFTER})) AS changed
      WHERE ${POLICY} AND changed.entries IS NOT NULL
        ${
          status === undefined
            ? ''
            : `AND EXISTS (SELECT FROM read.facts AS f
          WHERE f.policy_no = p.policy_no AND f.path = 'status' AND ${AFTER} AND ${READ_VALUE[uncertain]} = $9)`
        }
      ORDER BY p.policy_id LIMIT $6`,
    values: [
      ...[after, fromPosition, toPosition, area ?? null, jurisdiction ?? null, limit, fromAsOf, toAsOf],
      ...(status === undefined ? [] : [JSON.stringify(status)]),
    ],
  };
}

const LATER = 'greatest($2::bigint, $3::bigint)';
const POLICY = `p.policy_id > $1 AND p.known_from <= ${LATER} AND p.known_to > ${LATER}
        AND ($4::text IS NULL OR p.area = $4) AND ($5::text IS NULL OR $5 = ANY (p.jurisdictions))`;
const holdsAt = (day: string, position: string) =>
  `(f.valid_from <= ${day}::date AND f.valid_to > ${day}::date AND f.known_from <= ${position} AND f.known_to > ${position})`;
const BEFORE = holdsAt('$7', '$2');
const BETWEEN = holdsAt('$7', '$3');
const AFTER = holdsAt('$8', '$3');
