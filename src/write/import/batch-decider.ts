import { DomainProblem } from '../../domain/problem.js';
import type { Append } from '../../event-store/event.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import type { Actor } from '../command-metadata.js';
import { decideLine } from './decide-line.js';
import type { ImportLine } from './import-line.js';
import type { ImportReport, LineWarning } from './import-report.js';
import type { ImportedPolicies } from './imported-policies.js';
import type { KnownKey, LogView } from './log-port.js';
import { badLine } from './reject.js';

/** Positions of lines to come begin here: a whole number, or those of two lines would round to the same. */
const ABOVE_THE_LOG = 2 ** 52;

/** A line that is to be appended. */
export interface LineToAppend {
  line: ImportLine;
  policyId: string;
  append: Append;
  anew: boolean;
  warnings: Omit<LineWarning, 'line'>[];
}

/** What a batch of lines comes to; rejects and lines already done are in the report. */
export interface BatchDecision {
  lines: LineToAppend[];
  /** What the log will remember of them. */
  known: KnownKey[];
  /** The instant given by the last line taken before the first of them; null: none gave any. */
  after: string | null;
  /** Where the log has the last of the lines already done; 0: none was. */
  position: number;
}

/** Decides the lines of a file in their order; each sees those before it as if they were appended. */
export class BatchDecider {
  /** The last instant given by a line that was taken. */
  private given: string | null = null;
  private count = 0;
  private beganAt: number | null = null;

  constructor(
    private readonly policies: ImportedPolicies,
    private readonly by: Actor,
    private readonly report: ImportReport,
  ) {}

  /** @param view of the log; the policies of the lines are loaded */
  async decide(lines: readonly ImportLine[], view: LogView): Promise<BatchDecision> {
    const batch: BatchDecision = { lines: [], known: [], after: this.given, position: 0 };
    this.beganAt ??= view.head.position;
    const cooperative = new CooperativeYield();
    for (const line of lines) {
      const pause = cooperative.check();
      if (pause) await pause;
      try {
        this.decideOne(line, view, this.beganAt, batch);
      } catch (error) {
        if (!(error instanceof DomainProblem)) throw error;
        this.report.reject(line.number, error);
      }
    }
    return batch;
  }

  private decideOne(line: ImportLine, view: LogView, beganAt: number, batch: BatchDecision): void {
    checkInstant(line, this.given, view.now);
    const { policies, by } = this;
    const context = { known: view.known, policies, by, beganAt, nextPosition: this.nextPosition() };
    const decision = decideLine(line, context);
    this.given = line.recordedAt ?? this.given;
    if (decision.outcome === 'alreadyDone') {
      if (decision.ours) this.report.recorded(decision.anew);
      else this.report.tally.alreadyDone += 1;
      batch.position = Math.max(batch.position, decision.position);
      if (batch.lines.length === 0) batch.after = this.given;
      return;
    }
    const { policyId, append, anew, warnings } = decision;
    batch.lines.push({ line, policyId, append, anew, warnings });
    const key = rememberedBy(append);
    if (!key) return;
    view.known.set(key.key, key);
    batch.known.push(key);
  }

  private nextPosition(): number {
    this.count += 1;
    return ABOVE_THE_LOG + this.count;
  }
}

/**
 * The rules for instants that a file gives: none in the future, none before that of a line before.
 * @param given of the last line that was taken; null: none was
 * @throws DomainProblem `invalid-input`
 */
function checkInstant({ recordedAt }: ImportLine, given: string | null, now: string): void {
  if (recordedAt === null) return;
  if (recordedAt > now) throw badLine('/recordedAt', `lies in the future: it is ${now} now`);
  if (given !== null && recordedAt < given)
    throw badLine(
      '/recordedAt',
      `is earlier than ${given} of a line before; instants may not descend within a file`,
    );
}

/** What the log will remember of a line that is to be appended. */
function rememberedBy({ keys, stream, events }: Append): KnownKey | undefined {
  const [given] = keys ?? [];
  const [event] = events;
  if (!given || !event) return undefined;
  const { key, digest } = given;
  const { eventId, kind } = event;
  return { key, digest, eventId, stream, kind, position: 0, correlationId: null };
}
