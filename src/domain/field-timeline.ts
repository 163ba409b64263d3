import type { Assignment } from './assignment.js';
import { AssignmentIndex } from './assignment-index.js';
import { earlier, later } from './claim.js';
import { covers } from './covers.js';
import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import type { DevelopmentHistory } from './development-history.js';
import type { FieldEntry } from './field-entry.js';
import { FieldRows } from './field-rows.js';
import { stepsBetween, type Step } from './field-steps.js';
import type { Order } from './sequence.js';

/** With more changes than this at once, the whole field is judged. */
const MOST_CHANGES = 32;
/** With more stretches than this, all between the first and the last is judged. */
const MOST_STRETCHES = 8;

/** A part of the effective axis, `until` exclusive. */
interface Stretch {
  from: Day;
  until: Day;
}

/**
 * The assignments of one field, and what follows from them. `recompute` judges only the days that a change can influence: a field
 * with thousands of developments is recomputed thousands of times. Tests compare the result with `fieldSteps`, which judges all.
 */
export class FieldTimeline {
  private readonly assignments = new Map<DevelopmentHistory, Assignment>();
  private readonly byEvent = new Map<string, Assignment>();
  private readonly unending = new Map<string, Set<Assignment>>();
  private readonly index = new AssignmentIndex();
  /** Those that came or went since the last recomputation. */
  private changed: Assignment[] = [];
  private order: Order | null = null;
  private readonly rows = new FieldRows({
    of: (eventId) => this.byEvent.get(eventId),
    beginning: (value, begin) => this.unending.get(beginKey(value, begin)) ?? [],
  });
  /** How many assignments were judged on one day, in all: the measure of the work, for tests. */
  judged = 0;

  set(history: DevelopmentHistory, now: Assignment): void {
    this.delete(history);
    this.assignments.set(history, now);
    this.byEvent.set(now.claim.eventId, now);
    this.index.add(now);
    if (now.end === null && now.value !== null) {
      const key = beginKey(now.value, now.begin);
      this.unending.set(key, (this.unending.get(key) ?? new Set()).add(now));
    }
    this.changed.push(now);
  }

  delete(history: DevelopmentHistory): void {
    const before = this.assignments.get(history);
    if (!before) return;
    this.assignments.delete(history);
    this.byEvent.delete(before.claim.eventId);
    this.index.delete(before);
    if (before.end === null && before.value !== null)
      this.unending.get(beginKey(before.value, before.begin))?.delete(before);
    this.changed.push(before);
  }

  all(): Assignment[] {
    return [...this.assignments.values()];
  }

  /** What the live version with this event id says. */
  by(eventId: string): Assignment | undefined {
    return this.byEvent.get(eventId);
  }

  get steps(): readonly Step[] {
    return this.rows.steps;
  }

  get entries(): readonly FieldEntry[] {
    return this.rows.entries;
  }

  /** @returns the entries that went, and those that came */
  recompute(order: Order): { before: FieldEntry[]; now: FieldEntry[] } {
    const { changed } = this;
    this.changed = [];
    const everywhere = order !== this.order || changed.length > MOST_CHANGES;
    this.order = order;
    const stretches = everywhere ? [{ from: BEGINNING, until: FOREVER }] : this.influenced(changed);
    for (const { from, until } of stretches) {
      const within = this.index.during(from, until);
      const steps = stepsBetween(within, order, from, until);
      this.judged += steps.length * within.length;
      this.rows.replace(from, until, steps);
    }
    for (const a of changed) this.rows.touchRunFrom(a);
    return this.rows.takeChanges();
  }

  /** The parts of the axis whose answer the changes can influence, in order. */
  private influenced(changed: readonly Assignment[]): Stretch[] {
    const first = changed.reduce((day, { begin }) => earlier(day, begin.earliest), FOREVER);
    const last = changed.reduce((day, { end }) => later(day, end === null ? FOREVER : end.latest), BEGINNING);
    const stretches: Stretch[] = [];
    for (const step of this.rows.stepsFrom(first)) {
      if (step.from >= last) break;
      const near = changed.filter(
        (a) => a.begin.earliest < step.until && !(a.end && a.end.latest <= step.from),
      );
      if (near.length === 0) continue;
      const guard = this.guardOf(step, near, changed);
      if (guard?.end === null && changed.every((a) => covers(guard, a, step.from, FOREVER))) break;
      if (guard) continue;
      const [from, until] = [later(step.from, first), earlier(step.until, last)];
      const before = stretches.at(-1);
      if (before && (before.until === from || stretches.length === MOST_STRETCHES)) before.until = until;
      else stretches.push({ from, until });
    }
    return stretches;
  }

  /** An unchanged assignment that covers these changes on the days of a step. */
  private guardOf(
    { from, until, candidates }: Step,
    near: readonly Assignment[],
    changed: readonly Assignment[],
  ): Assignment | undefined {
    for (const { because } of candidates)
      for (const eventId of because) {
        const guard = this.byEvent.get(eventId);
        if (guard && !changed.includes(guard) && near.every((a) => covers(guard, a, from, until)))
          return guard;
      }
    return undefined;
  }
}

const beginKey = (value: string, { earliest, latest }: DayRange): string => `${earliest} ${latest} ${value}`;
