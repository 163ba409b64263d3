import type { Uncertain } from '../../domain/field-entry.js';
import { EXISTENCE } from '../../domain/policy-timeline.js';

/** The value of a fact `f` in a reading. */
export const READ_VALUE: Record<Uncertain, string> = {
  flag: 'f.value',
  include: 'CASE WHEN f.include_because IS NULL THEN f.value ELSE f.include_value END',
  exclude: 'CASE WHEN f.exclude_because IS NULL THEN f.value ELSE f.exclude_value END',
};

const READ_BECAUSE: Record<Uncertain, string> = {
  flag: 'f.because',
  include: 'coalesce(f.include_because, f.because)',
  exclude: 'coalesce(f.exclude_because, f.because)',
};

/** A fact `f` in a reading, as columns `value` and `because`. */
export const readColumns = (uncertain: Uncertain): string =>
  `${READ_VALUE[uncertain]} AS value, ${READ_BECAUSE[uncertain]} AS because`;

/** The parts from which `entryRow` makes the rest of an entry, of a fact `f` and its reading `r`. */
export const restParts = (uncertain: Uncertain): string =>
  `encode(r.because, 'hex'), f.details, f.valid_from, f.valid_to, ${WINNERS[uncertain]}`;

/** The ids behind the candidates, if they are not those of the reading. */
const ALL_WINNERS = `CASE WHEN f.definite THEN '' ELSE encode(f.because, 'hex') END`;
const WINNERS: Record<Uncertain, string> = { flag: `''`, include: ALL_WINNERS, exclude: ALL_WINNERS };

/** Condition on a possible fact `f`: one of its candidates has a value, given as jsonb. */
export const hasCandidate = (value: string): string => `EXISTS (
    SELECT FROM jsonb_array_elements(CASE WHEN NOT f.definite THEN f.details::jsonb END) AS c WHERE c -> 'value' = ${value})`;

/**
 * Condition for the facts `f` that hold on a day, as known.
 * @param policy the alias of the policy's row
 */
export const factHolds = (policy: 'p' | 'policy', day = '$1'): string =>
  `f.policy_no = ${policy}.policy_no AND f.valid_from <= ${day} AND f.valid_to > ${day}
  AND f.known_from <= known.position AND f.known_to > known.position`;

/** Fields with an index of their own over all policies: those most used for filters, sorting and counts. */
const NARROW = ['status', EXISTENCE] as const;
type Narrow = (typeof NARROW)[number];

export const isNarrow = (path: string): path is Narrow => (NARROW as readonly string[]).includes(path);

/**
 * The facts `f` of such fields that hold on day $1 as known at position $2: the text after `FROM`. The names are literals, for
 * the index.
 */
export const narrowFacts = (
  ...paths: Narrow[]
): string => `read.facts AS f WHERE f.path IN ('${paths.join("', '")}')
  AND f.valid_from <= $1 AND f.valid_to > $1 AND f.known_from <= $2 AND f.known_to > $2`;

/** The certainty of the fact `f`, as entryRow reads it. */
export const CERTAINTY = `CASE WHEN f.definite THEN 'definite' WHEN f.contested THEN 'contested' ELSE 'possible' END`;
