import type { Day, DayRange } from './day.js';
import { certainlyActive, possiblyActive, type Assignment } from './assignment.js';
import { heldForCertain } from './claims/groups.js';
import { overlaidBy, topOf } from './field-steps.js';
import type { Ruling } from './policy-event.js';
import type { Order } from './sequence.js';
import type { WhyPart } from './why.js';

/**
 * The role of a development for a field on a day. `wins`: it gives the value, in every world or in some; `overlaid`: something
 * that certainly holds came after it; `not-begun` and `over`: it does not hold on that day in any world; `ruled-out`: a ruling
 * says that it is not true.
 */
export type Role = 'wins' | 'overlaid' | 'not-begun' | 'over' | 'ruled-out';

export interface Reason {
  assignment: Assignment;
  role: Role;
  /** Its statements; `whyText` has them as sentences. */
  why: WhyPart[];
  /** The event that overlays it, or the ruling that removes it. */
  by: string | null;
}

/** An assignment that a ruling removes. */
export interface RuledOut {
  assignment: Assignment;
  ruling: Ruling;
}

/**
 * Why each assignment of a field does or does not decide it on a day: first those that win, then the others, latest first.
 * @param ruledOut assignments that rulings remove; they are not among `assignments`
 */
export function explain(
  assignments: readonly Assignment[],
  ruledOut: readonly RuledOut[],
  day: Day,
  order: Order,
): Reason[] {
  const open = assignments.filter((a) => possiblyActive(a, day));
  const certain = open.filter((a) => certainlyActive(a, day));
  const scene = { open, top: topOf(heldForCertain(certain)), day, order };
  const reasons = [...assignments.map((a) => reasonOf(a, scene)), ...ruledOut.map(ruledOutReason)];
  return reasons.sort(
    (x, y) => ROLES.indexOf(x.role) - ROLES.indexOf(y.role) || latestFirst(x.assignment, y.assignment),
  );
}

const ROLES: Role[] = ['wins', 'overlaid', 'over', 'not-begun', 'ruled-out'];

interface Scene {
  open: readonly Assignment[];
  top: Assignment | undefined;
  day: Day;
  order: Order;
}

function reasonOf(assignment: Assignment, { open, top, day, order }: Scene): Reason {
  const { begin, end } = assignment;
  const reason = (role: Role, why: WhyPart[], by: string | null = null): Reason => ({
    assignment,
    role,
    why,
    by,
  });
  if (begin.earliest > day)
    return reason('not-begun', [{ code: 'begins-later', day, begin: rangeOf(begin) }]);
  if (!possiblyActive(assignment, day))
    return reason('over', [{ code: 'ended', day, end: end && rangeOf(end) }]);
  const over = overlaidBy(assignment, open, top, day, order);
  if (over) return reason('overlaid', [overlaidWhy(over, assignment, order)], over.claim.eventId);
  return reason('wins', winsWhy(assignment, open.length, day));
}

const ruledOutReason = ({ assignment, ruling }: RuledOut): Reason => ({
  assignment,
  role: 'ruled-out',
  why: [{ code: 'ruled-out', ruledOn: ruling.recordedAt.slice(0, 10), reason: ruling.data.reason }],
  by: ruling.eventId,
});

function winsWhy(a: Assignment, open: number, day: Day): WhyPart[] {
  const alone = open === 1 ? 'nothing-else' : 'nothing-later';
  const begin = rangeOf(a.begin);
  const holds: WhyPart = certainlyActive(a, day)
    ? { code: 'holds', day, begin, alone }
    : a.begin.latest > day
      ? { code: 'may-have-begun', day, begin, alone }
      : { code: 'may-have-ended', day, end: a.end && rangeOf(a.end), alone };
  const doubts: (WhyPart | false)[] = [
    a.claim.questionable && { code: 'questionable' },
    a.contest ? { code: 'one-of-contradicting', developments: a.contest.size } : false,
    a.claim.disputed && !a.contest && { code: 'disputed' },
  ];
  return [holds, ...doubts.filter((each) => each !== false)];
}

function overlaidWhy(b: Assignment, a: Assignment, order: Order): WhyPart {
  const whichever = Boolean(b.contest);
  const begin = rangeOf(b.begin);
  if (order(b.claim, a.claim))
    return {
      ...{ code: 'later-by-sequence', whichever },
      ...{ sequence: b.claim.sequence, thisSequence: a.claim.sequence },
    };
  if (b.begin.earliest > a.begin.earliest || b.begin.latest > a.begin.latest)
    return { code: 'later-by-day', whichever, begin, thisBegin: rangeOf(a.begin) };
  const by = b.claim.sequence > a.claim.sequence ? 'sequence' : 'position';
  return { code: 'later-in-order', whichever, begin, by };
}

const rangeOf = ({ earliest, latest }: DayRange): DayRange => ({ earliest, latest });

function latestFirst({ begin: a, claim: x }: Assignment, { begin: b, claim: y }: Assignment): number {
  if (a.earliest !== b.earliest) return a.earliest < b.earliest ? 1 : -1;
  return y.sequence - x.sequence || y.tieBreaker - x.tieBreaker;
}
