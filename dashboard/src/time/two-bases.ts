import { basisOf, queryOf, type Basis } from './basis.js';
import { isKnownThen } from './in-words.js';

/** The two compared bases; both share `publishedBy` and `uncertain`, as in the service. */
export interface TwoBases {
  from: Basis;
  to: Basis;
}

/**
 * The two bases of the address: `toAsOf` and the like, else the basis of the previous page; `fromAsOf` and the like.
 * @param usual default of `from`
 */
export function twoBasesOf(search: Readonly<Record<string, unknown>>, usual: (to: Basis) => Basis): TwoBases {
  const { publishedBy, uncertain, ...came } = basisOf(search);
  const shared = { publishedBy, uncertain };
  const second = basisOf(search, 'to');
  const to: Basis = { asOf: came.asOf, ...(isKnownThen(second) ? {} : knownOf(came)), ...second, ...shared };
  const first = basisOf(search, 'from');
  if (Object.keys(first).length === 0) return { from: { ...usual(to), ...shared }, to };
  return { from: { asOf: to.asOf, ...(isKnownThen(first) ? {} : knownOf(to)), ...first, ...shared }, to };
}

const knownOf = ({ knownAt, position }: Basis): Basis => ({ knownAt, position });

/** Two bases as the query of a comparison. */
export const diffQueryOf = ({ from, to }: TwoBases) =>
  queryOf({
    fromAsOf: from.asOf,
    fromKnownAt: from.knownAt,
    fromPosition: from.position,
    toAsOf: to.asOf,
    toKnownAt: to.knownAt,
    toPosition: to.position,
    publishedBy: to.publishedBy,
    uncertain: to.uncertain,
  });
