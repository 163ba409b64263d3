import { DomainProblem } from '../../domain/problem.js';
import type { BackfillResult } from '../../event-store/event.js';
import { refusedKey } from '../idempotency-keys.js';
import type { BatchDecider, BatchDecision, LineToAppend } from './batch-decider.js';
import type { ImportLine } from './import-line.js';
import type { ImportReport } from './import-report.js';
import type { ImportedPolicies } from './imported-policies.js';
import type { KnownKey, LogPort } from './import-logs.js';
import { keysNeeded, lookAfterRetractions, policiesNeeded, untilOwnTarget } from './prefetch.js';

/**
 * Writes lines that give their recorded instants. It holds the exclusive write lock, so decisions cannot conflict; the next
 * batch is decided while this one is being appended.
 */
export class ExclusiveBackfillWriter {
  private writing: Promise<void> = Promise.resolve();
  /** What the batch in progress adds to the log, which the log does not show yet. */
  private pending: readonly KnownKey[] = [];
  /** The position of the last accepted line, and whether it was appended by this run: then nothing comes after it. */
  private position = 0;
  private appended = false;

  constructor(
    private readonly log: LogPort,
    private readonly policies: ImportedPolicies,
    private readonly decider: BatchDecider,
    private readonly report: ImportReport,
  ) {}

  /** @throws DomainProblem `backfill-below-head`, for these lines or those of the previous call */
  async take(lines: readonly ImportLine[]): Promise<void> {
    const view = await this.log.look(keysNeeded(lines));
    for (const key of this.pending) view.known.set(key.key, key);
    await this.policies.load(policiesNeeded(lines, view), this.log);
    await lookAfterRetractions(lines, view, this.policies, this.log);
    const batch = await this.decider.decide(lines, view);
    await this.writing;
    this.position = Math.max(this.position, batch.position);
    if (batch.lines.length === 0) return;
    // Equal instants are spread by 1 µs, so the first new instant may be below the head by at most that spread.
    const behindOwn = this.appended || this.position === view.head.position;
    this.pending = batch.known;
    this.writing = this.append(batch, behindOwn ? batch.after : null);
    this.writing.catch(() => undefined); // the next call that waits throws it
  }

  /** Returns when all lines are in the log. */
  written(): Promise<void> {
    return this.writing;
  }

  private async append({ lines }: BatchDecision, after: string | null): Promise<void> {
    const results = await this.log.append(
      lines.map(({ append }) => append),
      after,
    );
    lines.forEach((each, i) => {
      this.applyResult(each, results[i] as BackfillResult);
    });
    this.appended = true;
  }

  private applyResult({ line, anew, warnings }: LineToAppend, result: BackfillResult): void {
    if (result.outcome === 'backfillRefused') throw belowHead(line, result.reason);
    if (result.outcome !== 'done')
      throw new Error(`line ${line.number}: ${result.outcome}, although other writers are kept out`);
    this.report.recorded(anew);
    this.report.warn(line.number, warnings);
  }
}

/** The refusal of the whole file: the log grows only at its end. */
function belowHead({ number, recordedAt }: ImportLine, reason: string): DomainProblem {
  const detail = `Line ${number} is the first new one, and its recordedAt ${recordedAt ?? ''} lies before the end of the log (${reason}); nothing more was recorded. To record these lines now, import the file without its recorded times: recordedTimes=ignore (--ignore-recorded-times on the command line)`;
  return new DomainProblem('backfill-below-head', detail, { errors: [{ pointer: '/recordedAt', detail }] });
}

/** Most conflicts with other writers at the same line before the import fails. */
const ATTEMPTS = 20;

/** Most lines that are appended all or none. */
const TOGETHER = 500;

/**
 * Writes lines that are recorded now, beside other writers: lines that conflict are decided again. Lines that rest on lines before
 * them are appended all or none; if another writer came between, those up to the first such line are appended alone.
 */
export class OptimisticWriter {
  constructor(
    private readonly log: LogPort,
    private readonly policies: ImportedPolicies,
    private readonly decider: BatchDecider,
    private readonly report: ImportReport,
  ) {}

  /** @throws DomainProblem `version-conflict` if others write all the time */
  async take(lines: readonly ImportLine[]): Promise<void> {
    let attempts = 0;
    let disturbed = false;
    for (let pending: readonly ImportLine[] = lines; pending.length > 0;) {
      const before = pending.length;
      const free = untilOwnTarget(pending);
      const together: boolean = free < before && !disturbed;
      const end = together ? TOGETHER : free;
      const left = await this.attempt(pending.slice(0, end), together);
      disturbed = together && left.length > 0;
      pending = [...left, ...pending.slice(end)];
      attempts = pending.length < before ? 0 : attempts + 1;
      if (attempts === ATTEMPTS) {
        const detail = 'Others write to the same policies all the time; import again';
        throw new DomainProblem('version-conflict', detail, { retryAfter: 1 });
      }
    }
  }

  /** @returns the lines that must be decided again */
  private async attempt(lines: readonly ImportLine[], together: boolean): Promise<ImportLine[]> {
    const keys = keysNeeded(lines);
    await this.policies.load(policiesNeeded(lines, await this.log.look(keys)), this.log);
    // Keys are read after the policies: a line that another writer records in between is then found to be done, and not decided
    // on a policy that already includes it.
    const view = await this.log.look(keys);
    await lookAfterRetractions(lines, view, this.policies, this.log);
    const batch = await this.decider.decide(lines, view);
    if (batch.lines.length === 0) return [];
    const appends = batch.lines.map(({ append }) => append);
    const results = together ? await this.log.appendAllOrNone(appends) : await this.log.append(appends, null);
    if (results === null) {
      for (const { policyId } of batch.lines) this.policies.forget(policyId);
      return batch.lines.map(({ line }) => line);
    }
    const again = batch.lines.filter((each, i) => this.applyResult(each, results[i] as BackfillResult));
    return again.map(({ line }) => line);
  }

  /** @returns whether the line has to be decided again */
  private applyResult({ line, policyId, anew, warnings }: LineToAppend, result: BackfillResult): boolean {
    if (result.outcome === 'done') {
      this.report.recorded(anew);
      this.report.warn(line.number, warnings);
      return false;
    }
    this.policies.forget(policyId);
    if (result.outcome === 'alreadyDone') this.report.tally.alreadyDone += 1;
    else if (result.outcome === 'refused') this.report.reject(line.number, refusedKey(result.key));
    return result.outcome === 'conflict';
  }
}
