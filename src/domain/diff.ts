import type { Day } from './day.js';
import { changedFields, entryText, fieldsOn, type FieldChange } from './field-change.js';
import type { Uncertain } from './field-entry.js';
import { knowledgeCause, KNOWLEDGE_CLASSES, type KnowledgeClass } from './knowledge-change.js';
import type { PolicyTimeline } from './policy-timeline.js';
import type { Row } from './state.js';
import { worldCause, WORLD_CLASSES, type Cause, type WorldClass } from './world-change.js';

/** A policy as one basis knows it, and the day it is asked about. */
export interface View {
  /** null: it was not registered yet, so nothing is said. */
  timeline: PolicyTimeline | null;
  position: number;
  asOf: Day;
}

export type Item<Class> = FieldChange & Cause<Class>;

/** What lies between two states of a policy. */
export interface PolicyDiff {
  policyId: string;
  /** As of the first day: what the second basis knows and the first does not. */
  knowledge: Item<KnowledgeClass>[];
  /** As known at the second basis: what the second day shows and the first does not. */
  world: Item<WorldClass>[];
}

type Fields = ReadonlyMap<string, Row>;

/** What is said of each field before the first leg, between the two, and behind the second; unchanged fields may be left out. */
export interface States {
  before: Fields;
  between: Fields;
  after: Fields;
}

/** The fields that changed on each leg. */
export interface Changes {
  knowledge: FieldChange[];
  world: FieldChange[];
}

const statesOf = (from: View, to: View, uncertain: Uncertain): States => ({
  before: fieldsOn(from.timeline, from.asOf, uncertain),
  between: fieldsOn(to.timeline, from.asOf, uncertain),
  after: fieldsOn(to.timeline, to.asOf, uncertain),
});

export const changesOf = ({ before, between, after }: States): Changes => ({
  knowledge: changedFields(before, between),
  world: changedFields(between, after),
});

/**
 * The difference of two states, leg by leg, each changed field once a leg: first the knowledge leg at the first day, then the
 * world leg at the second knowledge, so that the new values of a leg put in place of its old ones lead from state to state.
 * A leg that goes backwards tells the same causes, with old and new exchanged. Fields only: what a policy is called, and that it
 * was registered, are no changes of its state.
 * @param changes if they are known already; the timelines then need not have settled more than places
 */
export function policyDiff(
  policyId: string,
  from: View,
  to: View,
  uncertain: Uncertain,
  changes: Changes = changesOf(statesOf(from, to, uncertain)),
): PolicyDiff {
  const { knowledge, world } = changes;
  return {
    policyId,
    knowledge: knowledge.map((change) => ({ ...change, ...learnt(from, to, change) })),
    world: world.map((change) => ({ ...change, ...passed(from.asOf, to, change, uncertain) })),
  };
}

function learnt(from: View, to: View, change: FieldChange): Cause<KnowledgeClass> {
  const forwards = from.position <= to.position;
  const [before, after] = forwards ? [from.timeline, to.timeline] : [to.timeline, from.timeline];
  if (!after) throw new Error('nothing is said of a policy that is not registered, so nothing can change');
  return knowledgeCause(before, after, forwards ? change : reversed(change));
}

function passed(fromDay: Day, to: View, change: FieldChange, uncertain: Uncertain): Cause<WorldClass> {
  if (!to.timeline)
    throw new Error('nothing is said of a policy that is not registered, so nothing can change');
  const forwards = fromDay <= to.asOf;
  const days = forwards ? { earlier: fromDay, later: to.asOf } : { earlier: to.asOf, later: fromDay };
  return worldCause(to.timeline, forwards ? change : reversed(change), days, uncertain);
}

const reversed = ({ field, old, now }: FieldChange): FieldChange => ({ field, old: now, now: old });

/** An item as answers show it, JSON text. */
export const itemText = (policyId: string, item: Item<string>): string =>
  `{"policyId":"${policyId}","field":"${item.field}","old":${entryText(item.old)},"new":${entryText(item.now)},"class":"${item.class}","because":${JSON.stringify(item.because)}}`;

/** How many items each class has. */
export function totalsOf(diffs: readonly PolicyDiff[]): Record<KnowledgeClass | WorldClass, number> {
  const classes = [...WORLD_CLASSES, ...KNOWLEDGE_CLASSES];
  const items = diffs.flatMap(({ world, knowledge }) => [...world, ...knowledge]);
  const counts = classes.map((name) => [name, items.filter((item) => item.class === name).length]);
  return Object.fromEntries(counts) as Record<KnowledgeClass | WorldClass, number>;
}
