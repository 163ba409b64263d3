import type { Bounds, Claim } from '../../src/domain/claim.js';
import type { Contest } from '../../src/domain/claims/contest.js';
import { BEGINNING, dayAfter, dayBefore, FOREVER, type Day } from '../../src/domain/day.js';

/**
 * The definition of certainty, word for word and without any cleverness: every possible world is made and asked. Only for small
 * histories around the days below; the closed form in src/domain is tested against it.
 */
const FIRST = '2024-01-01';
export const DAYS: Day[] = Array.from({ length: 9 }).reduce<Day[]>(
  (days) => [...days, dayAfter(days.at(-1) ?? dayBefore(FIRST))],
  [],
);
const LAST = DAYS.at(-1) as Day;
/** Days before all asked for: enough of them that three open beginnings can lie in any order. */
const BEFORE: Day[] = ['2023-12-29', '2023-12-30', '2023-12-31'];
const AFTER = dayAfter(LAST);

export interface Said {
  claim: Claim;
  value: string | null;
  /** The contest on the field in question. */
  contest: Contest | null;
  /** It says nothing of the field in question, and only its sequence matters. */
  silent?: boolean;
}

interface Life {
  said: Said;
  begin: Day;
  /** Exclusive. */
  end: Day;
  /** Whether it is so in this world; the days of what is not so are without effect. */
  happened: boolean;
}
export type World = Life[];

/** All worlds; none if the sequences contradict the days. */
export function worlds(sayings: readonly Said[]): World[] {
  const lives = sayings.map((said) => livesOf(said));
  const constrained = sayings.flatMap(({ claim: a }, i) =>
    sayings.flatMap(({ claim: b }, j) =>
      [a, b].every(({ sequence, disputed, contests }) => sequence > 0 && !disputed && contests.size === 0) &&
      a.sequence < b.sequence &&
      lives[i]?.some((x) => lives[j]?.some((y) => x.begin === y.begin))
        ? [[i, j] as const]
        : [],
    ),
  );
  const all = lives.reduce<World[]>(
    (sofar, choices) => sofar.flatMap((world) => choices.map((life) => [...world, life])),
    [[]],
  );
  return all
    .filter((world) => constrained.every(([i, j]) => (world[i] as Life).begin <= (world[j] as Life).begin))
    .flatMap((world) => happenings(world));
}

/** A world once for each choice of what happened: of a contest exactly one member, of what is merely disputed, it or nothing. */
function happenings(world: World): World[] {
  const groups = new Map<string, number[]>();
  world.forEach(({ said: { claim, contest } }, i) => {
    const group = contest
      ? `contest ${contest.id}`
      : claim.disputed && !world[i]?.said.silent
        ? `disputed ${i}`
        : 'certain';
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  const choices = [...groups].map(([group, members]) =>
    group === 'certain' ? [members] : group.startsWith('contest') ? members.map((i) => [i]) : [members, []],
  );
  const chosen = choices.reduce<number[][]>(
    (sofar, options) => sofar.flatMap((some) => options.map((more) => [...some, ...more])),
    [[]],
  );
  return chosen.map((indexes) => world.map((life, i) => ({ ...life, happened: indexes.includes(i) })));
}

/** The saying that holds on a day in one world, if any. */
export function winner(world: World, day: Day): Said | undefined {
  let best: Life | undefined;
  for (const life of world)
    if (
      life.happened &&
      !life.said.silent &&
      life.begin <= day &&
      day < life.end &&
      (!best || comesAfter(life, best))
    )
      best = life;
  return best?.said;
}

const comesAfter = (x: Life, y: Life): boolean =>
  (compare(x.begin, y.begin) ||
    x.said.claim.sequence - y.said.claim.sequence ||
    x.said.claim.tieBreaker - y.said.claim.tieBreaker) > 0;

/** At least how many worlds there would be without sequences; a test keeps clear of millions. */
export const worldCount = (sayings: readonly Said[]): number =>
  sayings.reduce((n, said) => n * livesOf(said).length * (said.claim.disputed ? 2 : 1), 1);

/** The bounds that remain in the worlds, per saying. */
export function boundsIn(all: readonly World[], index: number): Bounds {
  const lives = all.map((world) => world[index] as Life);
  const begins = lives.map(({ begin }) => begin).sort(compare);
  const ends = lives.map(({ end }) => end).sort(compare);
  const claim = lives[0]?.said.claim as Claim;
  return {
    begin: { earliest: begins[0] as Day, latest: begins.at(-1) as Day },
    end: claim.end && { earliest: ends[0] as Day, latest: ends.at(-1) as Day },
  };
}

/** A closed-form day as the small calendar of this file has it. */
export const inCalendar = (day: Day, role: 'begin' | 'end'): Day =>
  day === BEGINNING ? (BEFORE[0] as Day) : day === FOREVER ? (role === 'begin' ? AFTER : FOREVER) : day;

function livesOf(said: Said): Life[] {
  const { begin, end } = said.claim;
  const begins = [...BEFORE, ...DAYS, AFTER].filter((day) => possible(day, begin));
  if (begin.latest === BEGINNING) begins.unshift(BEFORE[0] as Day);
  const ends =
    end === null
      ? [FOREVER]
      : [...DAYS, AFTER, FOREVER].filter((day) =>
          day === FOREVER ? end.latest === FOREVER : possible(day, end),
        );
  return begins.flatMap((b) =>
    ends.filter((e) => e > b).map((e) => ({ said, begin: b, end: e, happened: true })),
  );
}

const possible = (day: Day, range: { earliest: Day; latest: Day }): boolean =>
  range.earliest <= day && day <= range.latest;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
