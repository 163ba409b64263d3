import { BEGINNING, FOREVER } from './day.js';
import type { Placed } from './claim.js';
import { existenceEntries } from './existence.js';
import { fieldEntries, type FieldEntry } from './field-entry.js';
import { fieldSteps, type Assignment, type Step } from './field-steps.js';
import { canonicalText } from './json.js';
import { Placements, type Move } from './placements.js';
import {
  amend,
  type Development,
  type PolicyEvent,
  type PolicyHeader,
  type Retraction,
} from './policy-event.js';
import { Facts, type Fact } from './supersession.js';

/** Beside the fields, the same step functions tell these; no field path can begin with `$`. */
export const COUNTS = '$counts';
export const EXISTENCE = '$existence';
/** `$upcoming/<eventId>`: a live development, on the days before it begins. */
export const UPCOMING = '$upcoming/';

/**
 * Everything known of one policy: fed with its events in the order of the log, it gives the entries of each field along the
 * effective axis. `settle` computes only what the events since the last settling touched; that settling after each event or
 * once at the end makes no difference is proved by test.
 */
export class PolicyTimeline {
  header: PolicyHeader | null = null;
  version = 0;
  readonly facts = new Facts();
  readonly placements: Placements;
  /** All entries by path, as of the last settling. */
  readonly entries = new Map<string, readonly FieldEntry[]>();
  /** The steps of each field, from which the entries are made. */
  readonly steps = new Map<string, readonly Step[]>();
  private readonly assignments = new Map<string, Map<Fact, Assignment>>();

  /** @param counts which developments and retractions to believe; by default all. */
  constructor(counts: (event: Development | Retraction) => boolean = () => true) {
    this.placements = new Placements(counts);
  }

  apply(event: PolicyEvent): void {
    this.version += 1;
    if (event.type === 'registered') this.header = event.header;
    else if (event.type === 'amended') this.header = this.header && amend(this.header, event.changes);
    else this.placements.touch(this.facts.add(event));
  }

  /** Brings `entries` up to date. @returns the entries of the paths that were computed anew (none: the path is gone). */
  settle(): Map<string, readonly FieldEntry[]> {
    const moves = this.placements.settle();
    const computed = new Map<string, readonly FieldEntry[]>();
    for (const field of new Set(moves.flatMap((move) => this.file(move))))
      computed.set(field, this.computeField(field));
    for (const { before, now } of moves) {
      if (before) computed.set(UPCOMING + before.claim.eventId, []);
      if (now) computed.set(UPCOMING + now.claim.eventId, upcoming(now));
    }
    if (moves.length > 0) computed.set(EXISTENCE, this.existence());
    computed.set(COUNTS, [always({ version: this.version, developments: this.developments })]);
    computed.forEach((entries, path) => {
      if (entries.length > 0) this.entries.set(path, entries);
      else this.entries.delete(path);
    });
    return computed;
  }

  /** How many facts stand. */
  get developments(): number {
    return this.placements.all().length;
  }

  /** Files what a move says about each field. @returns the fields it speaks of, or spoke of. */
  private file({ fact, before, now }: Move): string[] {
    for (const { field } of before?.claim.effects ?? []) this.assignments.get(field)?.delete(fact);
    for (const effect of now?.claim.effects ?? []) {
      const facts = this.assignments.get(effect.field) ?? new Map<Fact, Assignment>();
      const value = 'set' in effect ? canonicalText(effect.set) : null;
      this.assignments.set(effect.field, facts.set(fact, { ...(now as Placed), value }));
    }
    return [...(before?.claim.effects ?? []), ...(now?.claim.effects ?? [])].map(({ field }) => field);
  }

  private computeField(field: string): FieldEntry[] {
    const assignments = [...(this.assignments.get(field)?.values() ?? [])];
    const steps = fieldSteps(assignments, this.placements.order);
    this.steps.set(field, steps);
    return fieldEntries(steps, assignments);
  }

  private existence(): FieldEntry[] {
    const unsaid = fieldSteps([], this.placements.order);
    return existenceEntries(
      this.placements.all(),
      this.steps.get('status') ?? unsaid,
      (eventId) =>
        this.facts
          .of(eventId)
          ?.versions.some((version) => version.eventId === eventId && version.kind === 'ended') ?? false,
    );
  }
}

function upcoming({ claim, begin }: Placed): FieldEntry[] {
  if (begin.earliest === BEGINNING) return [];
  const value = { name: claim.kind, date: claim.date, because: [claim.eventId] };
  return [{ ...always(value), until: begin.earliest }];
}

/** An entry of the timeline's own that holds on every day. */
function always(value: object): FieldEntry {
  const flag = { value: JSON.stringify(value), rest: '' };
  return { from: BEGINNING, until: FOREVER, certainty: 'definite', flag, include: null, exclude: null };
}
