import type { Uncertain } from '../../domain/field-entry.js';
import { EXISTENCE } from '../../domain/policy-timeline.js';
import { searchConditions } from '../search/search-sql.js';
import { factHolds, READ_VALUE } from '../state/fact-sql.js';
import { POLICY_KNOWN } from '../state/state-sql.js';
import { askedValues, type PolicyFilters } from './filters.js';

/** Conditions on a policy `p`, beside `known`; $1 is the day. */
export interface FilterSql {
  conditions: string[];
  /** Tells prepared statements apart; null: too many filters for a statement to be worth keeping. */
  name: string | null;
}

const HOLDS = factHolds('p');

/**
 * Filters that are not asked for are not in the text: a generic plan can't see that a condition is always true.
 * @param parameter notes a value and returns its placeholder
 */
export function filterSql(
  filters: PolicyFilters & { uncertain: Uncertain },
  parameter: (value: string) => string,
): FilterSql {
  const { area, jurisdiction, kind, existence, possible, absent, q, certainty, uncertain } = filters;
  const conditions: string[] = [];
  const names: string[] = [];
  const add = (name: string, condition: string) => {
    names.push(name);
    conditions.push(condition);
  };
  if (area !== undefined) add('area', `p.area = ${parameter(area)}`);
  if (jurisdiction !== undefined) add('jurisdiction', `${parameter(jurisdiction)} = ANY (p.jurisdictions)`);
  if (kind !== undefined) add('kind', hasKind(parameter(kind)));
  const fact = (path: string, condition: string) =>
    existsFor(`read.facts AS f WHERE ${HOLDS} AND f.path = ${parameter(path)} AND ${condition}`);
  if (existence !== undefined)
    add('existence', `${existenceSql(uncertain)} = ${parameter(JSON.stringify(existence))}`);
  if (possible !== undefined)
    add(`possible-${uncertain}`, fact(possible, `NOT f.definite AND (${READ_VALUE[uncertain]}) IS NULL`));
  if (absent !== undefined)
    add(
      `absent-${uncertain}`,
      `NOT ${fact(absent, `(NOT f.definite OR (${READ_VALUE[uncertain]}) IS NOT NULL)`)}`,
    );
  const asked = askedValues(filters);
  for (const [path, value] of asked) {
    const matches =
      certainty === 'possible'
        ? `NOT f.definite AND EXISTS (SELECT FROM jsonb_array_elements(('{' || f.rest || '}')::jsonb -> 'candidates') AS c
            WHERE c -> 'value' = ${parameter(value)}::jsonb)`
        : `${READ_VALUE[uncertain]} = ${parameter(value)}`;
    add(certainty === 'possible' ? 'possible-value' : `value-${uncertain}`, fact(path, matches));
  }
  if (asked.length === 0 && certainty === 'possible')
    add('possible', existsFor(`read.facts AS f WHERE ${HOLDS} AND NOT f.definite`));
  // Its text depends on the terms.
  if (q !== undefined) for (const condition of searchConditions(q, parameter)) add('q', condition);
  return { conditions, name: names.length > 1 || q !== undefined ? null : names.join('') };
}

/** Whether a policy `p` exists, as a JSON text; without an entry nothing of it has begun. */
export const existenceSql = (uncertain: Uncertain): string => `coalesce((SELECT ${READ_VALUE[uncertain]}
  FROM read.facts AS f WHERE ${HOLDS} AND f.path = '${EXISTENCE}'), '"not-yet"')`;

const hasKind = (kind: string): string =>
  existsFor(`read.developments AS d WHERE d.policy_no = p.policy_no AND d.kind = ${kind} AND d.begins <= $1
    AND d.known_from <= known.position AND d.known_to > known.position`);

/**
 * Looked up for one policy after the other. OFFSET 0 keeps the planner from making it a join: it takes the join for one row and
 * sorts all that pass, where a page in the order of ids can end at its hundredth.
 */
const existsFor = (rows: string): string => `EXISTS (SELECT FROM ${rows} OFFSET 0)`;

/** The policies that pass, as known: what follows `FROM known JOIN`. */
export const matching = ({ conditions }: FilterSql): string =>
  `read.policies AS p ON ${[POLICY_KNOWN, ...conditions].join(' AND ')}`;
