import type { FieldsOf } from '../policy-event.js';
import type { Contest } from './contest.js';
import {
  liveVersion,
  type Counts,
  type DevelopmentHistory,
  type DevelopmentHistories,
} from '../development-history.js';

/**
 * The unresolved contests of each development, by field.
 * @param believed whether no ruling has removed the field from the development
 */
export function contestsAmong(
  histories: DevelopmentHistories,
  counts: Counts,
  believed: (history: DevelopmentHistory, field: string) => boolean,
): Map<DevelopmentHistory, Map<string, Contest>> {
  const contests = new Map<DevelopmentHistory, Map<string, Contest>>();
  for (const [field, groups] of linkedHistories(histories, counts))
    for (const group of groups) {
      const fighting = group.filter((history) => believed(history, field) && assigns(history, field, counts));
      if (fighting.length < 2) continue;
      const contest = { id: Math.min(...fighting.map(positionOf)), size: fighting.length };
      for (const history of fighting) {
        const own = contests.get(history) ?? new Map<string, Contest>();
        contests.set(history, own.set(field, contest));
      }
    }
  return contests;
}

/**
 * By field, the sets of developments that links connect, directly or through others, in the order of the log. A development
 * that is retracted, rejected or not yet public still connects the others.
 */
export function linkedHistories(
  histories: DevelopmentHistories,
  counts: Counts,
): Map<string, DevelopmentHistory[][]> {
  const groups = new Map<string, Set<DevelopmentHistory>[]>();
  for (const history of histories.linking())
    for (const { eventId, fields } of linksOf(history, counts)) {
      const target = histories.of(eventId);
      if (!target) throw new Error(`a development contradicts ${eventId}, which is not one of its policy`);
      for (const field of fields) groups.set(field, joined(groups.get(field) ?? [], history, target));
    }
  return new Map([...groups].map(([field, sets]) => [field, sets.map((set) => [...set].sort(inOrder))]));
}

/** The links of a development: those of its last version that has any, believed versions first. */
function linksOf({ versions }: DevelopmentHistory, counts: Counts): readonly FieldsOf[] {
  const saying = versions.filter(({ data }) => data.contradicts !== undefined);
  return (saying.filter(counts).at(-1) ?? saying.at(-1))?.data.contradicts ?? [];
}

function joined(
  sets: readonly Set<DevelopmentHistory>[],
  a: DevelopmentHistory,
  b: DevelopmentHistory,
): Set<DevelopmentHistory>[] {
  const touching = sets.filter((set) => set.has(a) || set.has(b));
  const others = sets.filter((set) => !touching.includes(set));
  return [...others, new Set([a, b, ...touching.flatMap((set) => [...set])])];
}

const assigns = (history: DevelopmentHistory, field: string, counts: Counts): boolean =>
  liveVersion(history, counts)?.effects.some((effect) => effect.field === field) ?? false;

const positionOf = ({ versions }: DevelopmentHistory): number => versions[0].position;
const inOrder = (a: DevelopmentHistory, b: DevelopmentHistory): number => positionOf(a) - positionOf(b);
