import type { BackfillResult } from '../../event-store/event.js';
import type { Decided, DecidedBatch, Decider } from './decided.js';
import type { ImportLine } from './import-line.js';
import type { ImportLog, KnownKey } from './import-log.js';
import { belowHead } from './instants.js';
import { keysNeeded, policiesNeeded } from './needs.js';
import type { Outcomes } from './outcomes.js';
import type { ImportedPolicies } from './policies.js';

/**
 * Takes lines of the past. Nobody else writes meanwhile, so that what was decided comes true: the next batch is decided while the
 * log still takes this one.
 */
export class Alone {
  private writing: Promise<void> = Promise.resolve();
  /** What the batch on its way adds to the log, which cannot tell of it yet. */
  private onItsWay: readonly KnownKey[] = [];
  /** Where the last line taken is in the log, and whether it was appended here: then nothing is behind it. */
  private position = 0;
  private appended = false;

  constructor(
    private readonly log: ImportLog,
    private readonly policies: ImportedPolicies,
    private readonly decider: Decider,
    private readonly outcomes: Outcomes,
  ) {}

  /** @throws DomainProblem `backfill-below-head`, for these lines or those of the call before */
  async take(lines: readonly ImportLine[]): Promise<void> {
    const view = await this.log.look(keysNeeded(lines));
    for (const key of this.onItsWay) view.known.set(key.key, key);
    await this.policies.load(policiesNeeded(lines, view), this.log);
    const batch = await this.decider.decide(lines, view);
    await this.writing;
    this.position = Math.max(this.position, batch.position);
    if (batch.decided.length === 0) return;
    // The first new instant may lie below the head only by what spreading this file's equal instants has added.
    const behindOwn = this.appended || this.position === view.head.position;
    this.onItsWay = batch.known;
    this.writing = this.append(batch, behindOwn ? batch.after : null);
    this.writing.catch(() => undefined); // heard of by whoever waits next
  }

  /** Returns when the log has taken all. */
  written(): Promise<void> {
    return this.writing;
  }

  private async append({ decided }: DecidedBatch, after: string | null): Promise<void> {
    const results = await this.log.append(
      decided.map(({ append }) => append),
      after,
    );
    decided.forEach((each, i) => {
      this.settle(each, results[i] as BackfillResult);
    });
    this.appended = true;
  }

  private settle({ line }: Decided, result: BackfillResult): void {
    if (result.outcome === 'backfillRefused') throw belowHead(line, result.reason);
    if (result.outcome !== 'done')
      throw new Error(`line ${line.number}: ${result.outcome}, though nobody else writes`);
    this.outcomes.tally.recorded += 1;
  }
}
