import { breaksTie, type Assignment } from './assignment.js';
import type { Day } from './day.js';

/** Whether `b`, which certainly holds, comes after `a` in every world in which `a` began on `begin` or earlier. */
export const comesAfter = (b: Assignment, a: Assignment, begin: Day): boolean =>
  b !== a && (b.begin.earliest > begin || (b.begin.earliest === begin && breaksTie(b, a)));

/**
 * Whether `a` cannot influence the answer on the days from `from` to `until` (exclusive), because `guard` certainly holds on all of
 * them and comes after it. A contest guards nothing, because an `exclude` reading may take none of its members; and no member of
 * a contest is covered, because they hold only together.
 */
export const covers = (guard: Assignment, a: Assignment, from: Day, until: Day): boolean =>
  mayCover(guard, from, until) &&
  a.contest === null &&
  a.begin.latest <= from &&
  comesAfter(guard, a, a.begin.latest);

export const mayCover = ({ begin, end, contest, claim }: Assignment, from: Day, until: Day): boolean =>
  begin.latest <= from && (end === null || end.earliest >= until) && contest === null && !claim.disputed;
