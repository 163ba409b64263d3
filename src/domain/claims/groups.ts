import { breaksTie, type Assignment } from '../assignment.js';

/**
 * What holds in every world, given the assignments of one field that are certainly active: each ordinary one, and of each contest whose
 * members are all among them, the member that comes first. A contest comes after another assignment in every world exactly if
 * that first member does. A disputed assignment does not hold in every world.
 */
export const heldForCertain = (certain: readonly Assignment[]): Assignment[] => [
  ...ordinary(certain),
  ...completeContests(certain).map((members) => members.reduce(firstOf)),
];

/**
 * What a reader takes who believes only what is certain (`uncertain=exclude`): ordinary assignments, and members of a contest on
 * which every member is active and says the same.
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
