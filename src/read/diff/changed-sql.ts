import type { Day } from '../../domain/day.js';
import type { States } from '../../domain/diff.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { Row } from '../../domain/state.js';
import { filterSql } from '../policies/filter-sql.js';
import type { PolicyFilters } from '../policies/filters.js';
import { CERTAINTY, readColumns, restParts } from '../state/fact-sql.js';
import { entryRow } from '../state/policy-rows.js';
import { ENTRY_END, PART_END } from '../state/state-sql.js';

/** Which policies to examine for changes; the filters are about the second basis. */
export interface ChangedSearch extends PolicyFilters {
  /** The last policy of the previous page. */
  after: string;
  fromPosition: number;
  toPosition: number;
  fromAsOf: Day;
  toAsOf: Day;
  uncertain: Uncertain;
  publishedBy: Day | null;
  limit: number;
}

export interface ChangedRow {
  id: string;
  /** See headerText; as known at the later position. */
  header: string;
  /** At the later position, see VERSIONS. */
  contesting: boolean;
  /** At the two positions, see VERSIONS. */
  fromReconstructed: boolean;
  toReconstructed: boolean;
  /** Like in a StateRow, with three more parts: whether the fact holds before, between and after the legs, t or f. */
  entries: string;
}

/**
 * The next policies with a field whose fact differs between the two bases, in the order of their ids, and these facts. A fact
 * differs on the knowledge leg if only one of the positions is in its range, and on the world leg if only one of the days is.
 * Some of them give the same value. Filters use the header at the later position.
 */
export function changedStatement(search: ChangedSearch) {
  const { after, fromPosition, toPosition, fromAsOf, toAsOf, uncertain, limit } = search;
  const values: (string | number)[] = [toAsOf, toPosition, after, fromPosition, fromAsOf, limit];
  const filters = filterSql(search, (value) => `$${values.push(value)}`);
  const conditions = [IN_ORDER, 'changed.entries IS NOT NULL', ...filters.conditions];
  const text = `
    SELECT page.id, page.header, page.entries, ${atVersion('contesting', LATER)} AS contesting,
      ${atVersion('reconstructed', '$4')} AS "fromReconstructed", ${atVersion('reconstructed', '$2')} AS "toReconstructed"
    FROM (SELECT p.policy_no, p.policy_id AS id, p.header, changed.entries
    FROM (SELECT $2::bigint AS position) AS known CROSS JOIN read.policies AS p CROSS JOIN LATERAL (
      SELECT string_agg(concat_ws(E'\\x1f', f.path, ${CERTAINTY}, coalesce(r.value, ''), ${restParts(uncertain)}, ${BEFORE}, ${BETWEEN}, ${AFTER}),
        E'\\x1e') AS entries
      FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns(uncertain)}) AS r
      WHERE f.policy_no = p.policy_no AND f.path NOT LIKE '$%' AND f.valid_from <= greatest($5::date, $1::date)
        AND (${BEFORE} <> ${BETWEEN} OR ${BETWEEN} <> ${AFTER})) AS changed
    WHERE ${conditions.join(' AND ')}
    ORDER BY p.policy_id LIMIT $6) AS page ORDER BY page.id`;
  return {
    text,
    values,
    ...(filters.name !== null && { name: `diff-changed-${uncertain}-${filters.name}` }),
  };
}

/** A column of the version at a position; false before the registration. */
const atVersion = (column: string, position: string) =>
  `coalesce((SELECT v.${column} FROM read.versions AS v
    WHERE v.policy_no = page.policy_no AND v.known_from <= ${position} ORDER BY v.known_from DESC LIMIT 1), false)`;
const LATER = 'greatest($4::bigint, $2::bigint)';
const IN_ORDER = `p.policy_id > $3 AND p.known_from <= ${LATER} AND p.known_to > ${LATER}`;
const holdsAt = (day: string, position: string) =>
  `(f.valid_from <= ${day}::date AND f.valid_to > ${day}::date AND f.known_from <= ${position} AND f.known_to > ${position})`;
const BEFORE = holdsAt('$5', '$4');
const BETWEEN = holdsAt('$5', '$2');
const AFTER = holdsAt('$1', '$2');

/** The changed fields of a policy before, between and after the legs. */
export function changedStates({ entries }: ChangedRow): States {
  const states = {
    before: new Map<string, Row>(),
    between: new Map<string, Row>(),
    after: new Map<string, Row>(),
  };
  for (const text of entries.split(ENTRY_END)) {
    const parts = text.split(PART_END);
    const row = entryRow(parts);
    const [before, between, after] = parts.slice(-3);
    if (before === 't') states.before.set(row.path, row);
    if (between === 't') states.between.set(row.path, row);
    if (after === 't') states.after.set(row.path, row);
  }
  return states;
}
