import { DomainProblem } from '../../domain/problem.js';
import type { BackfillResult } from '../../event-store/event.js';
import { refusedKey } from '../idempotency-keys.js';
import type { BatchDecider, LineToAppend } from './batch-decider.js';
import type { ImportLine } from './import-line.js';
import type { ImportReport } from './import-report.js';
import type { ImportedPolicies } from './imported-policies.js';
import type { LogPort } from './log-port.js';
import { keysNeeded, lookAfterRetractions, policiesNeeded, untilOwnTarget } from './prefetch.js';

/** Most conflicts with other writers at the same line before the import fails. */
const ATTEMPTS = 20;

/** Writes lines that are recorded now, beside other writers: lines that conflict are decided again. */
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
    for (let pending = lines; pending.length > 0;) {
      const before = pending.length;
      const end = untilOwnTarget(pending);
      const left = await this.attempt(pending.slice(0, end));
      pending = [...left, ...pending.slice(end)];
      attempts = pending.length < before ? 0 : attempts + 1;
      if (attempts === ATTEMPTS) {
        const detail = 'Others write to the same policies all the time; import again';
        throw new DomainProblem('version-conflict', detail, { retryAfter: 1 });
      }
    }
  }

  /** @returns the lines that must be decided again */
  private async attempt(lines: readonly ImportLine[]): Promise<ImportLine[]> {
    const keys = keysNeeded(lines);
    await this.policies.load(policiesNeeded(lines, await this.log.look(keys)), this.log);
    // Keys are read after the policies: a line that another writer records in between is then found to be done, and not decided
    // on a policy that already includes it.
    const view = await this.log.look(keys);
    await lookAfterRetractions(lines, view, this.policies, this.log);
    const batch = await this.decider.decide(lines, view);
    if (batch.lines.length === 0) return [];
    const results = await this.log.append(
      batch.lines.map(({ append }) => append),
      null,
    );
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
