import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import type { Existence } from '../../domain/existence.js';
import { storedText } from '../../domain/identifier.js';
import { EXISTENCE } from '../../domain/policy-timeline.js';
import { searchConditions } from '../search/search-sql.js';
import { factHolds, hasCandidate, isNarrow, narrowFacts, READ_VALUE } from '../state/fact-sql.js';
import { POLICY_KNOWN } from '../state/state-sql.js';
import { askedValues, filterNames, type PolicyFilters } from './filters.js';

/** Conditions on a policy `p` joined with `known`; $1 is the day, $2 the position. */
export interface FilterSql {
  conditions: string[];
  /** Part of the names of prepared statements; null: too many filters to prepare the statement. */
  name: string | null;
}

const HOLDS = factHolds('p');

/** A condition on a policy `p`; without a name, its text depends on the value. */
interface Condition {
  name?: string;
  sql: string;
}

/** The inputs of a condition. */
interface Given {
  filters: PolicyFilters;
  uncertain: Uncertain;
  /** The tables hold only what was public by this day; null: all that is known. */
  publishedBy: Day | null;
  /** Adds a value and returns its placeholder. */
  parameter: (value: string) => string;
}

/**
 * Filters that are not given are not part of the text: a generic plan cannot see that a condition is always true.
 * @param parameter adds a value and returns its placeholder
 */
export function filterSql(
  filters: PolicyFilters & { uncertain: Uncertain; publishedBy?: Day | null },
  parameter: (value: string) => string,
): FilterSql {
  const { uncertain, publishedBy = null } = filters;
  const given = { filters, uncertain, publishedBy, parameter };
  const conditions = filterNames(filters).flatMap((name) => conditionsOf(name, given));
  const [first] = conditions;
  return {
    conditions: conditions.map(({ sql }) => sql),
    name: first === undefined ? '' : conditions.length > 1 ? null : (first.name ?? null),
  };
}

// `never`, because TypeScript cannot see that a function and a value of the same name belong together.
const conditionsOf = (name: keyof PolicyFilters, given: Given): Condition[] =>
  CONDITIONS[name](given.filters[name] as never, given);

/** The conditions of each filter. */
const CONDITIONS: {
  readonly [Name in keyof Required<PolicyFilters>]: (
    value: NonNullable<PolicyFilters[Name]>,
    given: Given,
  ) => Condition[];
} = {
  status: (status, given) => [hasValue('status', JSON.stringify(status), given)],
  jurisdiction: (code, { parameter }) => [
    { name: 'jurisdiction', sql: `${parameter(code)} = ANY (p.jurisdictions)` },
  ],
  area: (area, { parameter }) => [{ name: 'area', sql: `p.area = ${parameter(area)}` }],
  kind: (kind, { parameter }) => [{ name: 'kind', sql: hasKind(parameter(kind)) }],
  equals: (values, given) => Object.entries(values).map(([path, value]) => hasValue(path, value, given)),
  existence: (existence, given) => [existenceCondition(existence, given)],
  possible: (path, given) => [
    condition('possible', path, `NOT f.definite AND (${READ_VALUE[given.uncertain]}) IS NULL`, given),
  ],
  absent: (path, given) => [
    negated(
      condition('absent', path, `(NOT f.definite OR (${READ_VALUE[given.uncertain]}) IS NOT NULL)`, given),
    ),
  ],
  identifier: (identifier, { parameter }) => [
    { name: 'identifier', sql: `position(${parameter(storedText(identifier))} IN p.header) > 0` },
  ],
  contested: () => [{ name: 'contested', sql: contestedSql() }],
  // With values, it decides how they match.
  certainty: (_, { filters }) =>
    askedValues(filters).length > 0
      ? []
      : [{ name: 'possible', sql: existsFor(`read.facts AS f WHERE ${HOLDS} AND NOT f.definite`) }],
  q: (q, { parameter, publishedBy }) => searchConditions(q, parameter, publishedBy).map((sql) => ({ sql })),
};

/**
 * A policy `p` with a contested field. Contested facts are few and have an index, so the policies are found from them and not
 * looked up one by one.
 * @param path this field; undefined: any
 */
export const contestedSql = (path?: 'status'): string =>
  `p.policy_no IN (SELECT f.policy_no FROM ${contestedFacts(path)})`;

/**
 * The text after `FROM`. The path is no condition of an index: while the table has no statistics, as after a large import, the
 * index of all statuses would look as good as that of contested facts, and a count of 50,000 policies would take 80 ms instead
 * of 10.
 * @param day and `position`: SQL, such as a parameter
 */
export const contestedFacts = (path?: 'status', day = '$1', position = '$2'): string => `read.facts AS f
  WHERE f.contested ${path === undefined ? '' : `AND f.path || '' = '${path}'`} AND f.valid_from <= ${day} AND f.valid_to > ${day}
  AND f.known_from <= ${position} AND f.known_to > ${position}`;

function hasValue(path: string, value: string, given: Given): Condition {
  const { filters, uncertain, parameter } = given;
  if (filters.certainty !== 'possible')
    return condition('value', path, `${READ_VALUE[uncertain]} = ${parameter(value)}`, given);
  const isCandidate = `NOT f.definite AND ${hasCandidate(`${parameter(value)}::jsonb`)}`;
  return condition('possible-value', path, isCandidate, given);
}

/** Without an entry, nothing of a policy has begun. */
function existenceCondition(existence: Existence, given: Given): Condition {
  const value = READ_VALUE[given.uncertain];
  const is = (sign: '=' | '<>') =>
    condition(
      `existence${sign}`,
      EXISTENCE,
      `${value} ${sign} ${given.parameter(JSON.stringify(existence))}`,
      given,
    );
  return existence === 'not-yet' ? negated(is('<>')) : is('=');
}

const negated = ({ sql, ...named }: Condition): Condition => ({ ...named, sql: `NOT ${sql}` });

/**
 * A matching fact of this field. Narrow fields are looked up for all policies at once, in a form that the planner cannot turn
 * into a join, because it would expect one row. Other fields are looked up policy by policy.
 */
function condition(name: string, path: string, fits: string, { uncertain, parameter }: Given): Condition {
  if (isNarrow(path))
    return {
      name: `${name}-${path}-${uncertain}`,
      sql: `((p.policy_no IN (SELECT f.policy_no FROM ${narrowFacts(path)} AND ${fits})) IS TRUE)`,
    };
  return {
    name: `${name}-${uncertain}`,
    sql: existsFor(`read.facts AS f WHERE ${HOLDS} AND f.path = ${parameter(path)} AND ${fits}`),
  };
}

const hasKind = (kind: string): string =>
  existsFor(`read.developments AS d WHERE d.policy_no = p.policy_no AND d.kind = ${kind} AND d.begins <= $1
    AND d.known_from <= known.position AND d.known_to > known.position`);

/**
 * Looked up policy by policy. OFFSET 0 keeps the planner from making a join: it would expect one row and sort all matches,
 * although a page in the order of ids can stop after a hundred.
 */
const existsFor = (rows: string): string => `EXISTS (SELECT FROM ${rows} OFFSET 0)`;

/** The matching policies, as known: the text after `FROM known JOIN`. */
export const matching = ({ conditions }: FilterSql): string =>
  `read.policies AS p ON ${[POLICY_KNOWN, ...conditions].join(' AND ')}`;
