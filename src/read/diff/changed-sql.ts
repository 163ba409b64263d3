import type { Day } from '../../domain/day.js';

/** Where to look for policies that may have changed. */
export interface ChangedSearch {
  /** The policy before the page. */
  after: string;
  fromPosition: number;
  toPosition: number;
  fromAsOf: Day;
  toAsOf: Day;
  area?: string;
  jurisdiction?: string;
  /** All policies, changed or not: for questions that the facts table can't answer. */
  all: boolean;
  limit: number;
}

/**
 * The next policies of which a field says something else at the two bases, in the order of their ids. A row of the facts is one
 * answer: it changed on the knowledge leg if one position lies in it and the other does not, on the world leg likewise the days.
 * Some found this way said the same in other words; the fold tells. Filters look at what a policy was called at the later position.
 */
export function changedStatement(search: ChangedSearch) {
  const { after, fromPosition, toPosition, fromAsOf, toAsOf, area, jurisdiction, all, limit } = search;
  return {
    name: `diff-changed-${all}`,
    text: `
      SELECT p.policy_id AS id FROM read.policies AS p
      WHERE p.policy_id > $1 AND p.known_from <= greatest($2::bigint, $3::bigint) AND p.known_to > greatest($2::bigint, $3::bigint)
        AND ($4::text IS NULL OR p.area = $4) AND ($5::text IS NULL OR $5 = ANY (p.jurisdictions))
        ${all ? '' : CHANGED}
      ORDER BY p.policy_id LIMIT $6`,
    values: [
      after,
      fromPosition,
      toPosition,
      area ?? null,
      jurisdiction ?? null,
      limit,
      ...(all ? [] : [fromAsOf, toAsOf]),
    ],
  };
}

const KNOWS = (position: string) => `(f.known_from <= ${position} AND f.known_to > ${position})`;
const HOLDS = (day: string) => `(f.valid_from <= ${day}::date AND f.valid_to > ${day}::date)`;
const CHANGED = `AND EXISTS (SELECT FROM read.facts AS f
          WHERE f.policy_no = p.policy_no AND f.path NOT LIKE '$%' AND f.valid_from <= greatest($7::date, $8::date) AND (
            (${HOLDS('$7')} AND ${KNOWS('$2')} <> ${KNOWS('$3')}) OR (${KNOWS('$3')} AND ${HOLDS('$7')} <> ${HOLDS('$8')})))`;
