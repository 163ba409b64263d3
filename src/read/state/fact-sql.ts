import type { Uncertain } from '../../domain/field-entry.js';

/** The value that a reader of this kind sees of a fact `f`: an include_ or exclude_ reading is null where it says what `flag` does. */
export const READ_VALUE: Record<Uncertain, string> = {
  flag: 'f.value',
  include: 'CASE WHEN f.include_rest IS NULL THEN f.value ELSE f.include_value END',
  exclude: 'CASE WHEN f.exclude_rest IS NULL THEN f.value ELSE f.exclude_value END',
};

const READ_REST: Record<Uncertain, string> = {
  flag: 'f.rest',
  include: 'coalesce(f.include_rest, f.rest)',
  exclude: 'coalesce(f.exclude_rest, f.rest)',
};

/** Both pieces of an entry, as columns `value` and `rest`. */
export const readColumns = (uncertain: Uncertain): string =>
  `${READ_VALUE[uncertain]} AS value, ${READ_REST[uncertain]} AS rest`;

/**
 * Which facts `f` hold on a day, as known.
 * @param policy the alias of the policy's row
 */
export const factHolds = (policy: 'p' | 'policy', day = '$1'): string =>
  `f.policy_no = ${policy}.policy_no AND f.valid_from <= ${day} AND f.valid_to > ${day}
  AND f.known_from <= known.position AND f.known_to > known.position`;

/** How certain the fact `f` is, as entryRow reads it. */
export const CERTAINTY = `CASE WHEN f.definite THEN 'definite' WHEN f.contested THEN 'contested' ELSE 'possible' END`;
