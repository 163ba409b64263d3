import { BEGINNING, type Day } from './day.js';
import { isBelieved, type Placed } from './claim.js';
import { Rulings } from './claims/rulings.js';
import type { RuledOut } from './explain.js';
import { existenceEntries } from './existence.js';
import { fieldEntries, type FieldEntry } from './field-entry.js';
import { assignment, type Assignment } from './assignment.js';
import { fieldSteps, type Step } from './field-steps.js';
import { Placements, type Move } from './placements.js';
import { amend, type Development, type PolicyEvent, type PolicyHeader, type Ruling } from './policy-event.js';
import { placeAlone } from './sequence.js';
import { claimOf, Facts, liveVersion, type Counts, type Fact } from './supersession.js';
import { verifiedEntries } from './verified.js';

/** Beside the fields, the same kind of entries tells whether the policy exists; no field path can begin with `$`. */
export const EXISTENCE = '$existence';
/** And the same kind of entries tells when it was last verified. */
export const VERIFIED = '$verified';
/** Whether entries of this path are those of a field. */
export const isField = (path: string): boolean => !path.startsWith('$');

/** A live development that is still to come on the days before `begins`. */
export interface Upcoming {
  eventId: string;
  begins: Day;
  /** JSON text of its item under `expected` in answers. */
  item: string;
}

interface Change<T> {
  before: T;
  now: T;
}

/** What a settling computed anew, possibly with the same result: entries by path, upcoming developments by event id. */
export interface Settled {
  /** The facts whose claims appeared, went, changed or moved. */
  moves: readonly Move[];
  fields: Map<string, Change<readonly FieldEntry[]>>;
  upcoming: Map<string, Change<Upcoming | null>>;
}

/**
 * Everything known of one policy: fed with its events in the order of the log, it gives the entries of each field along the
 * effective axis. `settle` computes only what the events since the last settling touched; that settling after each event or
 * once at the end makes no difference is proved by test.
 */
export class PolicyTimeline {
  header: PolicyHeader | null = null;
  version = 0;
  /** When the last event was recorded. */
  lastRecorded = '';
  /** Position of the first event that was backfilled. */
  private reconstructedFrom: number | null = null;
  readonly facts = new Facts();
  readonly rulings = new Rulings();
  readonly placements: Placements;
  /** All entries by path, as of the last settling. */
  readonly entries = new Map<string, readonly FieldEntry[]>();
  readonly upcoming = new Map<string, Upcoming>();
  /** The steps of each field, from which the entries are made. */
  readonly steps = new Map<string, readonly Step[]>();
  private readonly assignments = new Map<string, Map<Fact, Assignment>>();

  /** @param believes which events to believe; by default all. */
  constructor(readonly believes: Counts = () => true) {
    this.placements = new Placements(this.facts, this.rulings, believes);
  }

  apply(event: PolicyEvent): void {
    this.version += 1;
    this.lastRecorded = event.recordedAt;
    if (event.reconstructed) this.reconstructedFrom ??= event.position;
    if (event.type === 'registered') this.header = event.header;
    else if (event.type === 'amended') this.header = this.header && amend(this.header, event.changes);
    else if (event.type === 'ruling') this.rule(event);
    else if (event.type === 'retraction' && this.rulings.retract(event)) this.placements.touchRulings();
    else this.placements.touch(this.facts.add(event));
  }

  private rule(ruling: Ruling): void {
    this.rulings.add(ruling);
    this.placements.touchRulings();
  }

  /** Whether what was known at a position rests on records of which the log heard only later than they say. */
  isReconstructed(position: number): boolean {
    return this.reconstructedFrom !== null && this.reconstructedFrom <= position;
  }

  /** Whether any event so far contradicts another one, or is a ruling: else every standing is plain. */
  get contesting(): boolean {
    return this.facts.linking().size > 0 || this.rulings.any;
  }

  /** Brings `entries` and `upcoming` up to date. */
  settle(): Settled {
    const moves = this.placements.settle();
    const settled: Settled = { moves, fields: new Map(), upcoming: new Map() };
    for (const field of new Set(moves.flatMap((move) => this.file(move))))
      settled.fields.set(field, this.replaceEntries(field, this.computeField(field)));
    if (moves.length > 0) settled.fields.set(EXISTENCE, this.replaceEntries(EXISTENCE, this.existence()));
    if (moves.some(({ before, now }) => [before, now].some((placed) => placed?.claim.kind === 'verified')))
      settled.fields.set(VERIFIED, this.replaceEntries(VERIFIED, verifiedEntries(this.placements.all())));
    for (const { before, now } of moves) {
      if (before && before.claim.eventId !== now?.claim.eventId)
        settled.upcoming.set(before.claim.eventId, this.replaceUpcoming(before.claim.eventId, null));
      if (now)
        settled.upcoming.set(now.claim.eventId, this.replaceUpcoming(now.claim.eventId, upcomingOf(now)));
    }
    return settled;
  }

  /**
   * Settles only where claims lie, for those who have what the fields say from the tables: that is most of the work. `entries`,
   * `steps` and `upcoming` stay as they were.
   */
  settlePlaces(): void {
    for (const move of this.placements.settle()) this.file(move);
  }

  /** All that stands about a field, placed; the oldest fact first, whatever was corrected since and when it was settled. */
  assignmentsOf(field: string): Assignment[] {
    const assignments = [...(this.assignments.get(field)?.values() ?? [])];
    return assignments.sort((a, b) => a.claim.tie - b.claim.tie);
  }

  /** What rulings take out of a field, in the order of the log. */
  ruledOutOf(field: string): RuledOut[] {
    return this.facts.all().flatMap((fact) => {
      const { rejectedBy, ruledOut } = this.placements.standingOf(fact);
      const ruling = this.rulings.of(rejectedBy ?? ruledOut.get(field) ?? '')?.ruling;
      const live = ruling && this.liveVersion(fact);
      const effect = live?.effects.find((each) => each.field === field);
      if (!ruling || !live || !effect) return [];
      return [{ ruling, assignment: assignment(placeAlone(claimOf(fact, live)), effect) }];
    });
  }

  /** The version of a fact that is believed, whatever a ruling says of it. */
  liveVersion(fact: Fact): Development | null {
    return liveVersion(fact, this.believes);
  }

  /** The rulings that are believed, oldest first. */
  liveRulings(): Ruling[] {
    return this.rulings.live(this.believes);
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
      this.assignments.set(effect.field, facts.set(fact, assignment(now as Placed, effect)));
    }
    return [...(before?.claim.effects ?? []), ...(now?.claim.effects ?? [])].map(({ field }) => field);
  }

  private computeField(field: string): FieldEntry[] {
    const assignments = this.assignmentsOf(field);
    const steps = fieldSteps(assignments, this.placements.order);
    this.steps.set(field, steps);
    return fieldEntries(steps, assignments);
  }

  private replaceEntries(path: string, now: readonly FieldEntry[]): Change<readonly FieldEntry[]> {
    const before = this.entries.get(path) ?? [];
    if (now.length > 0) this.entries.set(path, now);
    else this.entries.delete(path);
    return { before, now };
  }

  private replaceUpcoming(eventId: string, now: Upcoming | null): Change<Upcoming | null> {
    const before = this.upcoming.get(eventId) ?? null;
    if (now) this.upcoming.set(eventId, now);
    else this.upcoming.delete(eventId);
    return { before, now };
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

function upcomingOf({ claim, begin }: Placed): Upcoming | null {
  if (begin.earliest === BEGINNING || !isBelieved(claim)) return null;
  const { eventId, kind, date, disputed, contests } = claim;
  const contested = (disputed || contests.size > 0) && { contested: true };
  return {
    eventId,
    begins: begin.earliest,
    item: JSON.stringify({ name: kind, date, ...contested, because: [eventId] }),
  };
}
