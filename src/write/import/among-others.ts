import { DomainProblem } from '../../domain/problem.js';
import type { BackfillResult } from '../../event-store/event.js';
import { refusedKey } from '../idempotency-keys.js';
import type { Decided, Decider } from './decided.js';
import type { ImportLine } from './import-line.js';
import type { ImportLog } from './import-log.js';
import { keysNeeded, policiesNeeded, untilOwnTarget } from './needs.js';
import type { Outcomes } from './outcomes.js';
import type { ImportedPolicies } from './policies.js';

/** Other writers can be faster this often, at the same line, before the import is given up. */
const ATTEMPTS = 20;

/** Takes lines that are recorded now, while others write: what somebody has overtaken is decided again. */
export class AmongOthers {
  constructor(
    private readonly log: ImportLog,
    private readonly policies: ImportedPolicies,
    private readonly decider: Decider,
    private readonly outcomes: Outcomes,
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

  /** @returns the lines that are still to be decided */
  private async attempt(lines: readonly ImportLine[]): Promise<ImportLine[]> {
    const keys = keysNeeded(lines);
    await this.policies.load(policiesNeeded(lines, await this.log.look(keys)), this.log);
    // The keys are looked at after the policies: a line that somebody else records between the two is then found to be done, and
    // not judged by a policy that already counts it.
    const { decided } = await this.decider.decide(lines, await this.log.look(keys));
    if (decided.length === 0) return [];
    const results = await this.log.append(
      decided.map(({ append }) => append),
      null,
    );
    const again = decided.filter((each, i) => this.settle(each, results[i] as BackfillResult));
    return again.map(({ line }) => line);
  }

  /** @returns whether the line has to be decided again */
  private settle({ line, policyId }: Decided, result: BackfillResult): boolean {
    if (result.outcome === 'done') {
      this.outcomes.tally.recorded += 1;
      return false;
    }
    this.policies.forget(policyId);
    if (result.outcome === 'alreadyDone') this.outcomes.tally.alreadyDone += 1;
    else if (result.outcome === 'refused') this.outcomes.reject(line.number, refusedKey(result.key));
    return result.outcome === 'conflict';
  }
}
