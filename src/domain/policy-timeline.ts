import { inOrder, type BoundedClaim } from './claim.js';
import { Rulings } from './claims/rulings.js';
import type { RuledOut } from './explain.js';
import { begunOf, canMove, existenceEntries, type Begun } from './existence.js';
import type { FieldEntry } from './field-entry.js';
import { FieldTimeline } from './field-timeline.js';
import { assignment, type Assignment } from './assignment.js';
import type { Causes } from './causes.js';
import { fieldSteps, type Step } from './field-steps.js';
import { ClaimBounds, type Move } from './claim-bounds.js';
import { amend, type Development, type PolicyEvent, type PolicyHeader, type Ruling } from './policy-event.js';
import { boundsAlone, unordered } from './sequence.js';
import {
  claimOf,
  DevelopmentHistories,
  liveVersion,
  type Counts,
  type DevelopmentHistory,
} from './development-history.js';
import { verifiedEntries } from './verified.js';

/** Path of the entries that hold the policy's existence; no field path can begin with `$`. */
export const EXISTENCE = '$existence';
/** Path of the entries that hold the last verification. */
export const VERIFIED = '$verified';
/** Whether a path is a field. */
export const isField = (path: string): boolean => !path.startsWith('$');

const ENDED = 'ended';
const NOTHING_SAID = fieldSteps([], unordered);

interface Change<T> {
  before: T;
  now: T;
}

/** What a recomputation replaced, possibly by equal ones: entries by path. */
export interface Recomputed {
  /** Developments whose claims appeared, disappeared, changed or moved. */
  moves: readonly Move[];
  fields: Map<string, Change<readonly FieldEntry[]>>;
}

/**
 * Everything known of one policy: add its events in the order of the log and get the entries of each field along the effective
 * axis. `recompute` computes only what the events since the last call touched; tests prove that recomputing after each event or
 * once at the end gives the same result.
 */
export class PolicyTimeline implements Causes {
  header: PolicyHeader | null = null;
  version = 0;
  /** When the last event was recorded. */
  lastRecorded = '';
  /** Whether any event so far is of the kind that ends a policy. */
  private mayEnd = false;
  /** As of the last recomputation. */
  private begun: Begun | null = null;
  /** Position of the first event that was backfilled. */
  private reconstructedFrom: number | null = null;
  readonly histories = new DevelopmentHistories();
  readonly rulings = new Rulings();
  readonly claimBounds: ClaimBounds;
  /** Entries that are not of fields, by path. */
  private readonly others = new Map<string, readonly FieldEntry[]>();
  private readonly fields = new Map<string, FieldTimeline>();

  /** @param believes which events to believe; default: all */
  constructor(readonly believes: Counts = () => true) {
    this.claimBounds = new ClaimBounds(this.histories, this.rulings, believes);
  }

  apply(event: PolicyEvent): void {
    this.version += 1;
    this.lastRecorded = event.recordedAt;
    if (event.reconstructed) this.reconstructedFrom ??= event.position;
    if (event.type === 'registered') this.header = event.header;
    else if (event.type === 'amended') this.header = this.header && amend(this.header, event.changes);
    else if (event.type === 'redaction') return; // the skeleton is in the erased event's place already
    else if (event.type === 'ruling') this.rule(event);
    else if (event.type === 'retraction' && this.rulings.retract(event)) this.claimBounds.touchRulings();
    else {
      if (event.type === 'development' && event.kind === ENDED) this.mayEnd = true;
      this.claimBounds.touch(this.histories.add(event));
    }
  }

  private rule(ruling: Ruling): void {
    this.rulings.add(ruling);
    this.claimBounds.touchRulings();
  }

  /** Whether the knowledge at a position includes backfilled events. */
  isReconstructed(position: number): boolean {
    return this.reconstructedFrom !== null && this.reconstructedFrom <= position;
  }

  /** Whether any event so far contradicts another one or is a ruling; otherwise every standing is PLAIN. */
  get contesting(): boolean {
    return this.histories.linking().size > 0 || this.rulings.any;
  }

  /** Brings `entries` up to date. */
  recompute(): Recomputed {
    const moves = this.claimBounds.recompute();
    const recomputed: Recomputed = { moves, fields: new Map() };
    for (const field of new Set(moves.flatMap((move) => this.file(move))))
      recomputed.fields.set(field, this.field(field).recompute(this.claimBounds.order));
    const begun = this.begun && !canMove(this.begun, moves) ? this.begun : begunOf(this.claimBounds.all());
    if (begun !== this.begun || recomputed.fields.has('status')) {
      this.begun = begun;
      recomputed.fields.set(EXISTENCE, this.replaceEntries(EXISTENCE, this.existence()));
    }
    if (moves.some(({ before, now }) => [before, now].some((bounded) => bounded?.claim.kind === 'verified')))
      recomputed.fields.set(VERIFIED, this.replaceEntries(VERIFIED, verifiedEntries(this.claimBounds.all())));
    return recomputed;
  }

  /**
   * Recomputes only the bounds of claims, for callers that read the fields from the tables: the fields are most of the work.
   * `entries` stay unchanged.
   */
  recomputeBounds(): void {
    for (const move of this.claimBounds.recompute()) this.file(move);
  }

  /** All live assignments of a field with their bounds, ordered by the first version of their developments. */
  assignmentsOf(field: string): Assignment[] {
    return inOrder(this.fields.get(field)?.all() ?? []);
  }

  claimsOn(field: string, eventIds: readonly string[]): BoundedClaim[] {
    const assignments = this.fields.get(field);
    return inOrder(eventIds.flatMap((eventId) => assignments?.by(eventId) ?? []));
  }

  /** The steps of a field, as of the last recomputation; its entries are made from them. */
  stepsOf(field: string): readonly Step[] {
    return this.fields.get(field)?.steps ?? [];
  }

  /** The assignments of a field that rulings remove, in the order of the log. */
  ruledOutOf(field: string): RuledOut[] {
    return this.histories.all().flatMap((history) => {
      const { rejectedBy, ruledOut } = this.claimBounds.standingOf(history);
      const ruling = this.rulings.of(rejectedBy ?? ruledOut.get(field) ?? '')?.ruling;
      const live = ruling && this.liveVersion(history);
      const effect = live?.effects.find((each) => each.field === field);
      if (!ruling || !live || !effect) return [];
      return [{ ruling, assignment: assignment(boundsAlone(claimOf(history, live)), effect) }];
    });
  }

  liveVersion(history: DevelopmentHistory): Development | null {
    return liveVersion(history, this.believes);
  }

  liveRulings(): Ruling[] {
    return this.rulings.live(this.believes);
  }

  /** All entries by path, as of the last recomputation. */
  get entries(): ReadonlyMap<string, readonly FieldEntry[]> {
    const entries = new Map(this.others);
    for (const [name, { entries: own }] of this.fields) if (own.length > 0) entries.set(name, own);
    return entries;
  }

  /** Number of live developments. */
  get developments(): number {
    return this.claimBounds.size;
  }

  /** Stores the assignments of a moved claim by field. @returns the fields that it assigns, or assigned before */
  private file({ history, before, now }: Move): string[] {
    for (const { field } of before?.claim.effects ?? []) this.field(field).delete(history);
    for (const effect of now?.claim.effects ?? [])
      this.field(effect.field).set(history, assignment(now as BoundedClaim, effect));
    return [...(before?.claim.effects ?? []), ...(now?.claim.effects ?? [])].map(({ field }) => field);
  }

  private field(name: string): FieldTimeline {
    const field = this.fields.get(name) ?? new FieldTimeline();
    this.fields.set(name, field);
    return field;
  }

  private replaceEntries(path: string, now: readonly FieldEntry[]): Change<readonly FieldEntry[]> {
    const before = this.others.get(path) ?? [];
    if (now.length > 0) this.others.set(path, now);
    else this.others.delete(path);
    return { before, now };
  }

  private existence(): FieldEntry[] {
    return existenceEntries(
      this.begun,
      // Without a development that ends it, no status does: most policies are spared the look at each step.
      (this.mayEnd && this.fields.get('status')?.steps) || NOTHING_SAID,
      (eventId) =>
        this.histories
          .of(eventId)
          ?.versions.some((version) => version.eventId === eventId && version.kind === ENDED) ?? false,
    );
  }
}
