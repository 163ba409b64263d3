import type { Claim } from './claim.js';
import { reasonsOf, type FieldChange } from './field-change.js';
import { canonicalText } from './json.js';
import { toJson } from './policy-event.js';
import type { PolicyTimeline } from './policy-timeline.js';
import type { Fact } from './supersession.js';
import type { Cause } from './world-change.js';

/**
 * How knowledge changed what is said of a day. `corrected`, `retracted`: something that was believed before; `backdated`: by
 * something new that was recorded after its latest day; `announced`: by anything else that is new.
 */
export const KNOWLEDGE_CLASSES = ['corrected', 'retracted', 'backdated', 'announced'] as const;
export type KnowledgeClass = (typeof KNOWLEDGE_CLASSES)[number];

/** One fact as two moments know it; null: it does not stand there. */
interface Turn {
  fact: Fact;
  before: Claim | null;
  after: Claim | null;
}

/**
 * Why a field says one thing of a day as known at a position, and another as known at a later one.
 * @param before null: not registered yet
 * @param change from the earlier position to the later one
 */
export function knowledgeCause(
  before: PolicyTimeline | null,
  after: PolicyTimeline,
  change: FieldChange,
): Cause<KnowledgeClass> {
  const turns = turnsBetween(before, after);
  const named = new Set(
    [...reasonsOf(change.old), ...reasonsOf(change.now)].map((eventId) => after.facts.of(eventId)),
  );
  const speaks = (turn: Turn) =>
    contribution(turn.before, change.field) !== contribution(turn.after, change.field);
  const direct = turns.filter((turn) => named.has(turn.fact) && speaks(turn));
  // None of the reasons itself turned: another one moved it by its sequence, or lies over it.
  const indirect = direct.length > 0 ? direct : turns.filter((turn) => speaks(turn) || isSequenced(turn));
  const causes = indirect.length > 0 ? indirect : turns;
  const classes = causes.map(classOf);
  return {
    class: KNOWLEDGE_CLASSES.find((name) => classes.includes(name)) ?? 'announced',
    because: causes.map(eventOf),
  };
}

/** The facts of which the two moments believe different versions, in the order in which they were first recorded. */
function turnsBetween(before: PolicyTimeline | null, after: PolicyTimeline): Turn[] {
  const known = (timeline: PolicyTimeline | null) =>
    new Map(
      (timeline?.placements.all() ?? []).map(({ claim }) => [after.facts.of(claim.eventId), claim] as const),
    );
  const [then, now] = [known(before), known(after)];
  return after.facts.all().flatMap((fact) => {
    const turn = { fact, before: then.get(fact) ?? null, after: now.get(fact) ?? null };
    return turn.before?.eventId === turn.after?.eventId ? [] : [turn];
  });
}

/** All that a claim says about a field and when, as one text. */
function contribution(claim: Claim | null, field: string): string | null {
  const effects = claim?.effects.filter((effect) => effect.field === field) ?? [];
  if (!claim || effects.length === 0) return null;
  const { begin, end, questionable, sequence } = claim;
  return canonicalText(toJson({ effects, begin, end, questionable, sequence }));
}

const isSequenced = ({ before, after }: Turn): boolean =>
  (before?.sequence ?? 0) > 0 || (after?.sequence ?? 0) > 0;

function classOf({ fact, before, after }: Turn): KnowledgeClass {
  if (!after) return 'retracted';
  if (before) return 'corrected';
  const recordedAt = fact.versions.find(({ eventId }) => eventId === after.eventId)?.recordedAt ?? '';
  const { latest } = after.date;
  return latest !== null && recordedAt.slice(0, 10) > latest ? 'backdated' : 'announced';
}

const eventOf = ({ fact, after }: Turn): string =>
  after?.eventId ?? fact.retraction?.eventId ?? fact.versions[0].eventId;
