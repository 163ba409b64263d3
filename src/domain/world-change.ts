import type { Causes } from './causes.js';
import type { BoundedClaim, Bounds } from './claim.js';
import type { Day } from './day.js';
import { reasonsOf, type FieldChange } from './field-change.js';
import type { Uncertain } from './field-entry.js';

/**
 * How the world changed a field. `expired`: something ended and nothing replaced it; `planned-took-effect`: something began
 * that had been recorded before its earliest day; `happened`: anything else began.
 */
export const WORLD_CLASSES = ['expired', 'planned-took-effect', 'happened'] as const;
export type WorldClass = (typeof WORLD_CLASSES)[number];

export interface Cause<Class> {
  class: Class;
  /** The events that caused the change. */
  because: string[];
}

/**
 * Why a field differs between two days with the same knowledge.
 * @param change from the earlier day to the later one
 */
export function worldCause(
  timeline: Causes,
  { field, old, now }: FieldChange,
  days: { earlier: Day; later: Day },
  uncertain: Uncertain,
): Cause<WorldClass> {
  const [before, after] = [reasonsOf(old), reasonsOf(now)];
  const all = timeline.claimsOn(field, [...new Set([...before, ...after])]);
  const winners = all.filter(({ claim }) => after.includes(claim.eventId));
  // A certainty may change while the `include` or `exclude` reading stays the same: then the full bounds give the cause.
  for (const boundsOf of [BOUNDS[uncertain], BOUNDS.flag]) {
    const passed = (a: BoundedClaim, side: (bounds: Bounds, day: Day) => number) =>
      side(boundsOf(a), days.later) > side(boundsOf(a), days.earlier);
    const began = winners.filter((a) => passed(a, begun));
    if (began.length > 0) return beginning(timeline, began);
    const over = all.filter((a) => passed(a, ended));
    if (over.length > 0) return { class: 'expired', because: idsOf(over) };
  }
  // Nothing began or ended for the winners: the order of begins on one day was uncertain until the day after.
  return beginning(timeline, winners.length > 0 ? winners : all);
}

/** The possible days of begin and end in each reading. */
const BOUNDS: Record<Uncertain, (bounds: Bounds) => Bounds> = {
  flag: (bounds) => bounds,
  include: ({ begin, end }) => ({ begin: only(begin.earliest), end: end && only(end.latest) }),
  exclude: ({ begin, end }) => ({ begin: only(begin.latest), end: end && only(end.earliest) }),
};
const only = (day: Day) => ({ earliest: day, latest: day });

/** 0: not yet, 1: possibly, 2: certainly. */
const reached = ({ earliest, latest }: Bounds['begin'], day: Day): number =>
  Number(earliest <= day) + Number(latest <= day);
const begun = ({ begin }: Bounds, day: Day): number => reached(begin, day);
const ended = ({ end }: Bounds, day: Day): number => (end ? reached(end, day) : 0);

function beginning(timeline: Causes, began: readonly BoundedClaim[]): Cause<WorldClass> {
  const planned = began.some(({ claim: { eventId, date } }) => {
    const recordedAt = timeline.histories.version(eventId)?.recordedAt ?? '';
    return date.earliest !== null && recordedAt.slice(0, 10) < date.earliest;
  });
  return { class: planned ? 'planned-took-effect' : 'happened', because: idsOf(began) };
}

const idsOf = (claims: readonly BoundedClaim[]): string[] => claims.map(({ claim: { eventId } }) => eventId);
