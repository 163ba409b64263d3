import type { FieldsOf } from '../policy-event.js';
import type { Contest } from './contest.js';
import { liveVersion, type Counts, type Fact, type Facts } from '../supersession.js';

/**
 * The unresolved contests in which each development takes part, by field.
 * @param believed whether no ruling has taken the field from the development
 */
export function contestsAmong(
  facts: Facts,
  counts: Counts,
  believed: (fact: Fact, field: string) => boolean,
): Map<Fact, Map<string, Contest>> {
  const contests = new Map<Fact, Map<string, Contest>>();
  for (const [field, groups] of linkedFacts(facts, counts))
    for (const group of groups) {
      const fighting = group.filter((fact) => believed(fact, field) && assigns(fact, field, counts));
      if (fighting.length < 2) continue;
      const contest = { id: Math.min(...fighting.map(positionOf)), size: fighting.length };
      for (const fact of fighting) {
        const own = contests.get(fact) ?? new Map<string, Contest>();
        contests.set(fact, own.set(field, contest));
      }
    }
  return contests;
}

/**
 * By field, the sets of developments that links connect, directly or through others, in the order of the log. A development that
 * is retracted, rejected or not yet public still connects the others.
 */
export function linkedFacts(facts: Facts, counts: Counts): Map<string, Fact[][]> {
  const groups = new Map<string, Set<Fact>[]>();
  for (const fact of facts.linking())
    for (const { eventId, fields } of linksOf(fact, counts)) {
      const target = facts.of(eventId);
      if (!target) throw new Error(`a development contradicts ${eventId}, which is not one of its policy`);
      for (const field of fields) groups.set(field, joined(groups.get(field) ?? [], fact, target));
    }
  return new Map([...groups].map(([field, sets]) => [field, sets.map((set) => [...set].sort(inOrder))]));
}

/** The links of a fact: those of its last version that says any, believed versions before others. */
function linksOf({ versions }: Fact, counts: Counts): readonly FieldsOf[] {
  const saying = versions.filter(({ data }) => data.contradicts !== undefined);
  return (saying.filter(counts).at(-1) ?? saying.at(-1))?.data.contradicts ?? [];
}

function joined(sets: readonly Set<Fact>[], a: Fact, b: Fact): Set<Fact>[] {
  const touching = sets.filter((set) => set.has(a) || set.has(b));
  const others = sets.filter((set) => !touching.includes(set));
  return [...others, new Set([a, b, ...touching.flatMap((set) => [...set])])];
}

const assigns = (fact: Fact, field: string, counts: Counts): boolean =>
  liveVersion(fact, counts)?.effects.some((effect) => effect.field === field) ?? false;

const positionOf = ({ versions }: Fact): number => versions[0].position;
const inOrder = (a: Fact, b: Fact): number => positionOf(a) - positionOf(b);
