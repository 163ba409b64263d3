import { BEGINNING, FOREVER, dayAfter, dayBefore, type Day } from './day.js';
import { breaksTie, certainlyActive, type Assignment, type Candidate } from './assignment.js';
import { earlier } from './claim.js';
import { comesAfter, covers, mayCover } from './covers.js';
import { heldForCertain, heldWhenNarrow } from './claims/groups.js';
import { constrains, type Order } from './sequence.js';

/** A longest period of days, `until` exclusive, with the same answer. */
export interface Step {
  from: Day;
  until: Day;
  /** definite: the same value in every possible world, and no `?` in its date. */
  certainty: 'definite' | 'possible';
  candidates: Candidate[];
  /** Possible, and at least one winner is disputed or in an unresolved contest. */
  contested: boolean;
  /** The answer if each development began on its earliest and ended on its latest day. */
  included: Candidate;
  /** The answer if each development began on its latest and ended on its earliest day. */
  excluded: Candidate;
}

const NOTHING: Candidate = { value: null, because: [] };

/**
 * The steps of one field along the effective axis, from BEGINNING to FOREVER, by the closed form of possible worlds
 * (docs/time-model.md). `order` is the order by sequences alone. Steps before any development are included (no candidate has a
 * `because`).
 * @param dropping leaves out what need not be judged; a test that drops nothing comes to the same steps
 */
export const fieldSteps = (
  assignments: readonly Assignment[],
  order: Order,
  dropping: Dropping = withoutCovered,
): Step[] => stepsBetween(assignments, order, BEGINNING, FOREVER, dropping);

/** Leaves out what cannot influence the answer on some days, `until` exclusive. */
type Dropping = (open: readonly Assignment[], from: Day, until: Day) => Assignment[];

/**
 * The steps of a part of the effective axis, `until` exclusive. Neighbouring steps differ.
 * @param within all that can influence the answer there
 */
export function stepsBetween(
  within: readonly Assignment[],
  order: Order,
  from: Day,
  until: Day,
  dropping: Dropping = withoutCovered,
): Step[] {
  const waiting = within
    .filter((a) => a.begin.earliest > from)
    .sort((a, b) => compareDays(b.begin.earliest, a.begin.earliest));
  const points = breakpoints(within, from, until);
  const steps: Step[] = [];
  let open = dropping(
    within.filter((a) => a.begin.earliest <= from),
    from,
    until,
  );
  points.forEach((point, i) => {
    for (let next = waiting.at(-1); next && next.begin.earliest <= point; next = waiting.at(-1)) {
      open.push(next);
      waiting.pop();
    }
    open = open.filter(({ end }) => end === null || end.latest > point);
    const step = { from: point, until: points[i + 1] ?? until, ...judge(open, point, order) };
    const last = steps.at(-1);
    if (last && sameAnswer(last, step)) last.until = step.until;
    else steps.push(step);
    open = dropping(open, point, FOREVER);
  });
  return steps;
}

/**
 * The days from `from` on on which the answer can change. The day after an exact begin is one: on the begin day itself, the
 * development may tie with another that possibly begins on the same day; on later days, that other one comes after it. The same
 * holds for the day after the latest begin of a sequenced development (see latestBegin).
 */
function breakpoints(assignments: readonly Assignment[], from: Day, until: Day): Day[] {
  const days = new Set<Day>([from]);
  const add = (day: Day) => {
    if (day > from && day < until) days.add(day);
  };
  for (const { begin, end, claim } of assignments) {
    add(begin.earliest);
    add(begin.latest);
    const inside = begin.latest >= from && begin.latest < until;
    if (inside && (begin.earliest === begin.latest || claim.sequence > 0)) add(dayAfter(begin.latest));
    if (end === null) continue;
    add(end.earliest);
    add(end.latest);
  }
  return [...days].sort(compareDays);
}

/** The answer on one day, given the assignments that are possibly active on it. */
function judge(open: readonly Assignment[], day: Day, order: Order): Omit<Step, 'from' | 'until'> {
  const certain = open.filter((a) => certainlyActive(a, day));
  const held = heldForCertain(certain);
  const top = topOf(held);
  const winners = open.filter((a) => !isOverlaid(a, open, top, day, order));
  const candidates = groupByValue(winners);
  if (held.length === 0 && !candidates.some(({ value }) => value === null)) candidates.unshift(NOTHING);
  const doubted = candidates.length > 1 || winners.some(({ claim }) => claim.questionable);
  return {
    certainty: doubted ? 'possible' : 'definite',
    candidates,
    contested: doubted && winners.some(({ claim, contest }) => claim.disputed || contest !== null),
    included: winnerOf(highest(open, (a) => a.begin.earliest)),
    excluded: winnerOf(highest(heldWhenNarrow(certain), (a) => a.begin.latest)),
  };
}

/**
 * The assignment that comes after `a`, possibly active on `day`, in every world; null if `a` wins in some world.
 * @param open all assignments that are possibly active on `day`
 * @param top the highest of those that hold in every world
 */
export function overlaidBy(
  a: Assignment,
  open: readonly Assignment[],
  top: Assignment | undefined,
  day: Day,
  order: Order,
): Assignment | null {
  const successors = open.filter((b) => b.begin.latest <= day && order(b.claim, a.claim));
  const surely = successors.find((b) => certainlyActive(b, day));
  if (surely) return surely;
  const begin = latestBegin(a, day, successors);
  if (begin === null) return successors[0] ?? null;
  return top && comesAfter(top, a, begin) ? top : null;
}

/**
 * Whether `overlaidBy` finds one. The comparison with `top` is enough for most: an earlier begin of `a` changes nothing, and only
 * a development that its sequence constrains has successors. Otherwise each would be compared with all that are open.
 */
const isOverlaid = (
  a: Assignment,
  open: readonly Assignment[],
  top: Assignment | undefined,
  day: Day,
  order: Order,
) =>
  (top !== undefined && comesAfter(top, a, lastBegin(a, day))) ||
  (constrains(a.claim) && overlaidBy(a, open, top, day, order) !== null);

/** Of those that hold in every world (see heldForCertain), the one that begins last if each begins as early as possible. */
export const topOf = (held: readonly Assignment[]): Assignment | undefined =>
  highest(held, (a) => a.begin.earliest);

/**
 * The latest day on which `a`, possibly active on `day`, can have begun while no successor holds on `day`; null: none. A
 * successor (later by sequence, begun by `day`, its end uncertain) begins no earlier than `a`. If `a` began on `day` itself, so
 * did the successor, which then holds; if `a` began a day earlier, the successor may be over again.
 */
function latestBegin(a: Assignment, day: Day, successors: readonly Assignment[]): Day | null {
  const latest = lastBegin(a, day);
  if (latest !== day || successors.length === 0) return latest;
  return a.begin.earliest < day ? dayBefore(day) : null;
}

/** BEGINNING is not a day: in the first step only the latest begin day is known. */
const lastBegin = (a: Assignment, day: Day): Day =>
  day === BEGINNING ? a.begin.latest : earlier(a.begin.latest, day);

function highest(
  assignments: readonly Assignment[],
  beginDay: (a: Assignment) => Day,
): Assignment | undefined {
  let best: Assignment | undefined;
  for (const a of assignments) {
    if (best && (beginDay(a) < beginDay(best) || (beginDay(a) === beginDay(best) && !breaksTie(a, best))))
      continue;
    best = a;
  }
  return best;
}

/** Drops what the highest guard covers. Without this the sweep over a long history would compare each development with all before it. */
function withoutCovered(open: readonly Assignment[], from: Day, until: Day): Assignment[] {
  const guard = topOf(open.filter((a) => mayCover(a, from, until)));
  return guard === undefined ? [...open] : open.filter((a) => !covers(guard, a, from, until));
}

function groupByValue(winners: readonly Assignment[]): Candidate[] {
  const ordered = [...winners].sort(
    (a, b) => compareDays(a.begin.earliest, b.begin.earliest) || (breaksTie(a, b) ? 1 : -1),
  );
  const groups = new Map<string | null, Candidate>();
  const several = new Map<string | null, string[]>();
  for (const { value, claim, alone } of ordered) {
    const first = groups.get(value);
    if (!first) {
      groups.set(value, alone);
      continue;
    }
    const because = several.get(value);
    if (because) because.push(claim.eventId);
    else {
      const both = [...first.because, claim.eventId];
      several.set(value, both);
      groups.set(value, { value, because: both });
    }
  }
  return [...groups.values()];
}

const winnerOf = (a: Assignment | undefined): Candidate => a?.alone ?? NOTHING;

export const sameAnswer = (a: Step, b: Step): boolean =>
  a.certainty === b.certainty &&
  a.contested === b.contested &&
  a.candidates.length === b.candidates.length &&
  a.candidates.every((candidate, i) => sameCandidate(candidate, b.candidates[i])) &&
  sameCandidate(a.included, b.included) &&
  sameCandidate(a.excluded, b.excluded);

const sameCandidate = (a: Candidate, b: Candidate | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.value === b.value &&
    a.because.length === b.because.length &&
    a.because.every((eventId, i) => eventId === b.because[i]));

const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);
