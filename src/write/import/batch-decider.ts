import { DomainProblem } from '../../domain/problem.js';
import type { Append } from '../../event-store/event.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import type { Actor } from '../command-metadata.js';
import { decideLine } from './decide-line.js';
import type { ImportLine } from './import-line.js';
import type { ImportReport, LineWarning } from './import-report.js';
import type { ImportedPolicies } from './imported-policies.js';
import type { KnownKey, LogView } from './import-logs.js';
import { badLine } from './reject.js';

/** Provisional positions of lines start here: a safe whole number, because the positions of two lines must not round to the same value. */
const ABOVE_THE_LOG = 2 ** 52;

/** A line that will be appended. */
export interface LineToAppend {
  line: ImportLine;
  policyId: string;
  append: Append;
  anew: boolean;
  warnings: Omit<LineWarning, 'line'>[];
}

/** The result of a batch of lines; rejects and lines that were already done are in the report. */
export interface BatchDecision {
  lines: LineToAppend[];
  /** The keys that the log will have for them. */
  known: KnownKey[];
  /** The recorded instant of the last accepted line before these; null: none gave an instant. */
  after: string | null;
  /** The position of the last line that was already done; 0: none. */
  position: number;
}

/** Decides the lines of a file in order; each line sees earlier ones as if they were appended. */
export class BatchDecider {
  /** The recorded instant of the last accepted line. */
  private given: string | null = null;
  private count = 0;
  private beganAt: number | null = null;

  constructor(
    private readonly policies: ImportedPolicies,
    private readonly by: Actor,
    private readonly report: ImportReport,
  ) {}

  /** @param view of the log; the policies of the lines must be loaded */
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
 * Checks the instant of a line: not in the future, and not before that of an earlier line.
 *
 * @param given the instant of the last accepted line; null: none
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

/** The key that the log will have for a line once it is appended. */
function rememberedBy({ keys, stream, events }: Append): KnownKey | undefined {
  const [given] = keys ?? [];
  const [event] = events;
  if (!given || !event) return undefined;
  const { key, digest } = given;
  const { eventId, kind } = event;
  return { key, digest, eventId, stream, kind, position: 0, correlationId: null };
}
