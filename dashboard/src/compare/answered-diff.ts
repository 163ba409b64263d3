import type { Change, State } from '../api/client.js';
import type { Causes } from './changes.js';

type Basis = Pick<State['basis'], 'asOf' | 'position' | 'publishedBy' | 'uncertain'>;

/** An answered comparison: pinned, and with the titles of its policies. */
export interface AnsweredDiff {
  basis: { from: Basis; to: Basis };
  worldChanges: readonly Change[];
  knowledgeChanges: readonly Change[];
  events: Causes;
  /** By id. */
  titles: Readonly<Record<string, string>>;
}

/** The permanent address of a page with this comparison. @param filters those of several policies */
export function pinnedAddress(
  path: string,
  { from, to }: AnsweredDiff['basis'],
  filters: Readonly<Record<string, string>> = {},
): string {
  const { publishedBy, uncertain } = to;
  const members = Object.entries({
    ...{ fromAsOf: from.asOf, fromPosition: from.position, toAsOf: to.asOf, toPosition: to.position },
    ...{ publishedBy, uncertain: uncertain === 'flag' ? undefined : uncertain },
    ...filters,
  }).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]]));
  return `${window.location.origin}${path}?${new URLSearchParams(members).toString()}`;
}
