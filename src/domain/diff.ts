import type { Causes } from './causes.js';
import type { Day } from './day.js';
import { changedFields, entryText, fieldsOn, type FieldChange } from './field-change.js';
import type { Uncertain } from './field-entry.js';
import { knowledgeCause, KNOWLEDGE_CLASSES, type KnowledgeClass } from './knowledge-change.js';
import type { PolicyTimeline } from './policy-timeline.js';
import type { Row } from './state.js';
import { worldCause, WORLD_CLASSES, type Cause, type WorldClass } from './world-change.js';
import { redactedAt } from './redaction.js';

/** A policy as known at one basis, and the day of the question. */
export interface View<Known extends Causes = Causes> {
  /** null: not registered yet, so there are no fields. */
  timeline: Known | null;
  position: number;
  asOf: Day;
}

type Item<Class> = FieldChange & Cause<Class>;

/** The difference between two states of a policy. */
export interface PolicyDiff {
  policyId: string;
  /** On the first day: what the second basis knows and the first does not. */
  knowledge: Item<KnowledgeClass>[];
  /** As known at the second basis: what the second day shows and the first does not. */
  world: Item<WorldClass>[];
}

type Fields = ReadonlyMap<string, Row>;

/** The fields at the start, between the two legs, and at the end; unchanged fields may be left out. */
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

/** The fields of folded policies in both states, and between the legs. */
export const statesOf = (
  from: View<PolicyTimeline>,
  to: View<PolicyTimeline>,
  uncertain: Uncertain,
): States => ({
  before: fieldsOn(from.timeline, from.asOf, uncertain),
  between: fieldsOn(to.timeline, from.asOf, uncertain),
  after: fieldsOn(to.timeline, to.asOf, uncertain),
});

export const changesOf = ({ before, between, after }: States): Changes => ({
  knowledge: changedFields(before, between),
  world: changedFields(between, after),
});

/**
 * The difference of two states in two legs, each changed field once per leg: first the knowledge leg on the first day, then the
 * world leg as known at the second basis. Replacing the old values of a leg by its new ones leads from state to state. A leg
 * that goes backwards gives the same causes, with old and new exchanged. Only fields count: the header and the registration are
 * no part of the state.
 */
export function policyDiff(
  policyId: string,
  from: View,
  to: View,
  uncertain: Uncertain,
  { knowledge, world }: Changes,
): PolicyDiff {
  return {
    policyId,
    knowledge: knowledge.map((change) => item(change, learnt(from, to, change))),
    world: world.map((change) => item(change, passed(from.asOf, to, change, uncertain))),
  };
}

/** Written out, because a page has thousands of them: see `assigning`. */
const item = <Class>({ field, old, now }: FieldChange, cause: Cause<Class>): Item<Class> => ({
  field,
  old,
  now,
  class: cause.class,
  because: cause.because,
});

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

/** An item as shown in answers, JSON text. */
export const itemText = (policyId: string, item: Item<string>): string =>
  `{"policyId":"${policyId}","field":"${item.field}","old":${entryText(item.old)},"new":${entryText(item.now)},"class":"${item.class}","because":${JSON.stringify(item.because)}}`;

/** The number of items of each class. */
export function totalsOf(diffs: readonly PolicyDiff[]): Record<KnowledgeClass | WorldClass, number> {
  const classes = [...WORLD_CLASSES, ...KNOWLEDGE_CLASSES];
  const totals = Object.fromEntries(classes.map((name) => [name, 0])) as Record<
    KnowledgeClass | WorldClass,
    number
  >;
  for (const { world, knowledge } of diffs)
    for (const item of [...world, ...knowledge]) totals[item.class] += 1;
  return totals;
}

/**
 * The operations that turn the `state` of one answer into that of another, as a JSON Patch (RFC 6902), JSON text. Values are
 * replaced whole. Names need no escaping, because they cannot contain `~` or `/`.
 */
export function statePatchText(old: ReadonlyMap<string, Row>, now: ReadonlyMap<string, Row>): string {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  const collections = { before: collectionsOf(before), after: collectionsOf(after) };
  const operations: string[] = [];
  for (const name of collections.before)
    if (!collections.after.has(name)) operations.push(`{"op":"remove","path":"/${name}"}`);
  for (const name of collections.after)
    if (!collections.before.has(name)) operations.push(`{"op":"add","path":"/${name}","value":{}}`);
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(path), after.get(path)];
    const gone = is === undefined && (!path.includes('/') || collections.after.has(collectionOf(path)));
    if (gone) operations.push(`{"op":"remove","path":"/${path}"}`);
    if (is !== undefined && was !== is)
      operations.push(`{"op":"${was === undefined ? 'add' : 'replace'}","path":"/${path}","value":${is}}`);
  }
  return `[${operations.join(',')}]`;
}

/** The values of a state, by path. */
function valuesOf(rows: ReadonlyMap<string, Row>): Map<string, string> {
  return new Map(
    [...rows].flatMap(([path, { value }]) =>
      value === null || redactedAt(value) !== undefined ? [] : [[path, value] as const],
    ),
  );
}

const collectionOf = (path: string): string => path.split('/')[0] ?? '';
const collectionsOf = (values: ReadonlyMap<string, string>): Set<string> =>
  new Set([...values.keys()].filter((path) => path.includes('/')).map(collectionOf));
