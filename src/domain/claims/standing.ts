import type { Contest } from './contest.js';

/** The effect of contests and rulings on one development. */
export interface Standing {
  /** Its unresolved contests, by field. */
  contests: ReadonlyMap<string, Contest>;
  /** The rulings that remove single fields from it, by field: event ids. */
  ruledOut: ReadonlyMap<string, string>;
  /** The ruling that rejects it on every field: an event id. */
  rejectedBy: string | null;
  /** The ruling that prefers it, so that it is no longer disputed: an event id. */
  confirmedBy: string | null;
}

/** The standing of a development without contests and rulings. */
export const PLAIN: Standing = {
  contests: new Map(),
  ruledOut: new Map(),
  rejectedBy: null,
  confirmedBy: null,
};

/** Whether two standings are equal. */
export const sameStanding = (a: Standing, b: Standing): boolean =>
  a === b ||
  (a.rejectedBy === b.rejectedBy &&
    a.confirmedBy === b.confirmedBy &&
    sameEntries(a.ruledOut, b.ruledOut, (x, y) => x === y) &&
    sameEntries(a.contests, b.contests, (x, y) => x.id === y.id && x.size === y.size));

const sameEntries = <T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  same: (x: T, y: T) => boolean,
): boolean =>
  a.size === b.size &&
  [...a].every(([field, x]) => {
    const y = b.get(field);
    return y !== undefined && same(x, y);
  });
