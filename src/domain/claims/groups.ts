import { breaksTie, type Assignment } from '../assignment.js';

/**
 * What holds in every world, given the certainly active assignments of one field: each ordinary one, and for each contest with
 * all members among them, the member that comes first. A contest comes after another assignment in every world exactly if that
 * first member does. A disputed assignment does not hold in every world.
 */
export const heldForCertain = (certain: readonly Assignment[]): Assignment[] => [
  ...ordinary(certain),
  ...completeContests(certain).map((members) => members.reduce(firstOf)),
];

/**
 * The assignments that count for `uncertain=exclude`: ordinary ones, and the members of a contest if all are active and give
 * the same value.
 */
export const heldWhenNarrow = (certain: readonly Assignment[]): Assignment[] => [
  ...ordinary(certain),
  ...completeContests(certain).filter(agree).flat(),
];

const ordinary = (certain: readonly Assignment[]): Assignment[] =>
  certain.filter(({ claim, contest }) => contest === null && !claim.disputed);

function completeContests(certain: readonly Assignment[]): Assignment[][] {
  const contests = new Map<number, Assignment[]>();
  for (const a of certain)
    if (a.contest) contests.set(a.contest.id, [...(contests.get(a.contest.id) ?? []), a]);
  return [...contests.values()].filter((members) => members.length === members[0]?.contest?.size);
}

const agree = ([first, ...others]: readonly Assignment[]): boolean =>
  others.every(({ value }) => value === first?.value);

const firstOf = (a: Assignment, b: Assignment): Assignment => {
  if (a.begin.earliest !== b.begin.earliest) return a.begin.earliest < b.begin.earliest ? a : b;
  return breaksTie(a, b) ? b : a;
};
