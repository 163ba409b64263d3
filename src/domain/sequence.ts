import { dayAfter, dayBefore } from './day.js';
import { earlier, later, type Claim, type BoundedClaim } from './claim.js';

/** The sequences of these developments (event ids) contradict their days. */
export interface Contradiction {
  contradiction: string[];
}

/** Whether the sequences alone put `b` after `a`. */
export type Order = (b: Claim, a: Claim) => boolean;

/** The order in a set of claims whose sequences contradict their days: sequences then only break ties. */
export const unordered: Order = () => false;

interface Edge {
  lower: BoundedClaim;
  higher: BoundedClaim;
}

/**
 * Whether the sequence of a claim bounds the days of others, and theirs its own. A claim that may not have happened bounds
 * nothing: the sequence of a disputed or contested claim only breaks ties.
 */
export const constrains = ({ sequence, disputed, contests }: Claim): boolean =>
  sequence > 0 && !disputed && contests.size === 0;

/** Whether the sequences of others may move its days. Of an exact day they cannot: they agree with it, or nothing is bounded. */
export function isBoundByOthers(claim: Claim): boolean {
  const { earliest, latest } = beginBeforeEnd(claim);
  return constrains(claim) && earliest !== latest;
}

/** Bounds without sequences: a development begins early enough to end, and ends after its begin. */
export function boundsAlone(claim: Claim): BoundedClaim {
  return endAfterBegin({ claim, begin: beginBeforeEnd(claim), end: claim.end });
}

/**
 * The bounds of each claim after the sequence order has tightened them: of two claims whose possible begin days overlap, the
 * lower one did not begin after the higher one. Claims that constrain nothing get their own bounds.
 *
 * @returns the bounded claims in the given order, or the event ids of a contradiction
 */
export function boundsInSequence(claims: readonly Claim[]): BoundedClaim[] | Contradiction {
  const bounded = claims.map((claim): BoundedClaim => ({
    claim,
    begin: beginBeforeEnd(claim),
    end: claim.end,
  }));
  const edges = overlapping(bounded);
  // In ascending order of the lower sequence, all edges into a claim come before those out of it; in descending order likewise.
  for (const { lower, higher } of edges.sort((a, b) => a.lower.claim.sequence - b.lower.claim.sequence))
    higher.begin = { ...higher.begin, earliest: later(higher.begin.earliest, lower.begin.earliest) };
  for (const { lower, higher } of edges.sort((a, b) => b.higher.claim.sequence - a.higher.claim.sequence))
    lower.begin = { ...lower.begin, latest: earlier(lower.begin.latest, higher.begin.latest) };
  const impossible = bounded.filter(({ begin }) => begin.earliest > begin.latest);
  if (impossible.length > 0) return { contradiction: impossible.map(({ claim }) => claim.eventId) };
  return bounded.map(endAfterBegin);
}

/**
 * The order if sequences and days agree. One step is enough: the ends of a chain of steps either overlap, too, or are apart,
 * and then the days give the same order.
 */
export const sequencedAfter: Order = (b, a) =>
  b.sequence > a.sequence &&
  constrains(a) &&
  constrains(b) &&
  rangesOverlap(beginBeforeEnd(a), beginBeforeEnd(b));

/** Pairs that constrain each other. Pairs of exact days are skipped: they either agree or do not overlap. */
function overlapping(bounded: readonly BoundedClaim[]): Edge[] {
  const sequenced = bounded.filter(({ claim }) => constrains(claim));
  const edges: Edge[] = [];
  for (const uncertain of sequenced.filter(({ begin }) => begin.earliest !== begin.latest))
    for (const other of sequenced) {
      if (!rangesOverlap(uncertain.begin, other.begin)) continue;
      if (other.claim.sequence > uncertain.claim.sequence) edges.push({ lower: uncertain, higher: other });
      if (other.claim.sequence < uncertain.claim.sequence) edges.push({ lower: other, higher: uncertain });
    }
  return edges;
}

const beginBeforeEnd = ({ begin, end }: Claim) =>
  end === null ? begin : { ...begin, latest: earlier(begin.latest, dayBefore(end.latest)) };

const endAfterBegin = (bounded: BoundedClaim): BoundedClaim =>
  bounded.end === null
    ? bounded
    : {
        ...bounded,
        end: { ...bounded.end, earliest: later(bounded.end.earliest, dayAfter(bounded.begin.earliest)) },
      };

const rangesOverlap = (
  a: { earliest: string; latest: string },
  b: { earliest: string; latest: string },
): boolean => a.earliest <= b.latest && b.earliest <= a.latest;
