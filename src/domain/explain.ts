import { BEGINNING, FOREVER, type Day } from './day.js';
import { certainlyActive, possiblyActive, type Assignment } from './assignment.js';
import { heldForCertain } from './claims/groups.js';
import { overlaidBy, topOf } from './field-steps.js';
import { formatRange } from './format-range.js';
import type { Ruling } from './policy-event.js';
import type { Order } from './sequence.js';

/**
 * The role of a development for a field on a day. `wins`: it gives the value, in every world or in some; `overlaid`: something
 * that certainly holds came after it; `not-begun` and `over`: it does not hold on that day in any world; `ruled-out`: a ruling
 * says that it is not true.
 */
export type Role = 'wins' | 'overlaid' | 'not-begun' | 'over' | 'ruled-out';

export interface Reason {
  assignment: Assignment;
  role: Role;
  /** A sentence for people. */
  why: string;
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
  const reason = (role: Role, why: string, by: string | null = null): Reason => ({
    assignment,
    role,
    why,
    by,
  });
  if (begin.earliest > day) return reason('not-begun', `It begins ${days(begin)}, after ${day}.`);
  if (!possiblyActive(assignment, day))
    return reason('over', `It had ended by ${day}: it ends ${end ? days(end) : ''}.`);
  const over = overlaidBy(assignment, open, top, day, order);
  if (over) return reason('overlaid', overlaidWhy(over, assignment, order), over.claim.eventId);
  return reason('wins', winsWhy(assignment, open.length, day));
}

const ruledOutReason = ({ assignment, ruling }: RuledOut): Reason => ({
  assignment,
  role: 'ruled-out',
  why: `A ruling of ${ruling.recordedAt.slice(0, 10)} says that it is not so: ${ruling.data.reason}`,
  by: ruling.eventId,
});

function winsWhy(a: Assignment, open: number, day: Day): string {
  const alone =
    open === 1
      ? 'nothing else about this field may hold then'
      : 'nothing that certainly holds then certainly came after it';
  const doubt = [
    a.claim.questionable ? ' Its date is given as questionable, so it is at most possible.' : '',
    a.contest
      ? ` It is one of ${a.contest.size} developments that contradict each other here: exactly one of them is right.`
      : '',
    a.claim.disputed && !a.contest ? ' It is disputed: perhaps it did not happen.' : '',
  ].join('');
  if (certainlyActive(a, day))
    return `It holds on ${day} for certain, having begun ${days(a.begin)}, and ${alone}.${doubt}`;
  const open_ = a.begin.latest > day ? `it begins ${days(a.begin)}` : `it ends ${a.end ? days(a.end) : ''}`;
  return `It may hold on ${day}: ${open_}, and ${alone}.${doubt}`;
}

function overlaidWhy(b: Assignment, a: Assignment, order: Order): string {
  const holds = b.contest
    ? 'Whichever of the developments that contradict each other is right, a later one holds on that day'
    : 'A later development holds on that day';
  if (order(b.claim, a.claim))
    return `${holds}: its sequence ${b.claim.sequence} comes after ${a.claim.sequence}.`;
  if (b.begin.earliest > a.begin.earliest || b.begin.latest > a.begin.latest)
    return `${holds}: it began ${days(b.begin)}, this one ${days(a.begin)}.`;
  return `${holds}: both began ${days(b.begin)}, and it has the higher ${b.claim.sequence > a.claim.sequence ? 'sequence' : 'position in the log'}.`;
}

function days({ earliest, latest }: { earliest: Day; latest: Day }): string {
  if (earliest === latest) return earliest === BEGINNING ? 'before all days' : `on ${earliest}`;
  if (earliest === BEGINNING) return `on or before ${latest}`;
  if (latest === FOREVER) return `on or after ${earliest}`;
  return `on some day of ${formatRange({ earliest, latest })}`;
}

function latestFirst({ begin: a, claim: x }: Assignment, { begin: b, claim: y }: Assignment): number {
  if (a.earliest !== b.earliest) return a.earliest < b.earliest ? 1 : -1;
  return y.sequence - x.sequence || y.tieBreaker - x.tieBreaker;
}
