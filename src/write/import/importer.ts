import { DomainProblem } from '../../domain/problem.js';
import type { Append, BackfillResult } from '../../event-store/event.js';
import type { Author } from '../author.js';
import { refusedKey } from '../keys.js';
import { Breath } from '../../jobs/breath.js';
import { decide } from './decide.js';
import type { ImportLine } from './import-line.js';
import type { ImportLog, View } from './import-log.js';
import { belowHead, checkInstant } from './instants.js';
import { keysNeeded, knownBy, policiesNeeded, untilOwnTarget } from './needs.js';
import { ImportedPolicies } from './policies.js';
import { badLine, rejectOf, type Reject } from './reject.js';

/** Lines of a file by what became of them. */
export interface Tally {
  read: number;
  recorded: number;
  alreadyDone: number;
  rejected: number;
}

/** Other writers can be faster this often, at the same line, before the import is given up. */
const ATTEMPTS = 20;

interface Decided {
  line: ImportLine;
  policyId: string;
  append: Append;
}

/**
 * Takes lines in their order into the log, batch by batch: one look at the log, all decisions in memory, one append with exact
 * versions. What another writer has overtaken is decided again.
 */
export class Importer {
  readonly tally: Tally = { read: 0, recorded: 0, alreadyDone: 0, rejected: 0 };
  private readonly policies = new ImportedPolicies();
  private past: boolean | null = null;
  /** The last instant given by a line that was taken, and where the last line taken is in the log. */
  private given: string | null = null;
  private position = 0;
  private count = 0;

  /**
   * @param by its correlation id is the import's own: what it recorded before an interruption is known by it
   * @param onReject told of each line that is not taken
   */
  constructor(
    private readonly log: ImportLog,
    private readonly by: Author,
    private readonly onReject: (reject: Reject) => void,
  ) {}

  /** A line that could not even be read. */
  refuse(line: number, problem: DomainProblem): void {
    this.tally.read += 1;
    this.reject(line, problem);
  }

  /**
   * @throws DomainProblem `backfill-below-head` if the file's first new instant lies before the end of the log: nothing of it
   *   was written; `version-conflict` if others write all the time
   */
  async take(lines: readonly ImportLine[]): Promise<void> {
    this.tally.read += lines.length;
    for (let start = 0; start < lines.length;) {
      const past = lines[start]?.recordedAt !== null;
      let end = start + 1;
      while (end < lines.length && (lines[end]?.recordedAt !== null) === past) end += 1;
      await this.takeAlike(lines.slice(start, end), past);
      start = end;
    }
  }

  /** Lines that all give their recorded instants, or all do not. */
  private async takeAlike(lines: readonly ImportLine[], past: boolean): Promise<void> {
    if (past && this.past === false) {
      const detail = 'A line before it has no recordedAt and is recorded now; nothing earlier can follow';
      for (const { number } of lines) this.reject(number, badLine('/recordedAt', detail));
      return;
    }
    if (past !== this.past) {
      await this.log.enter(past);
      this.policies.forgetAll();
      this.past = past;
    }
    let attempts = 0;
    for (let pending = lines; pending.length > 0;) {
      const before = pending.length;
      const end = past ? pending.length : untilOwnTarget(pending);
      const left = await this.attempt(pending.slice(0, end));
      pending = [...left, ...pending.slice(end)];
      attempts = pending.length < before ? 0 : attempts + 1;
      if (attempts === ATTEMPTS)
        throw new DomainProblem(
          'version-conflict',
          'Others write to the same policies all the time; import again',
          {
            retryAfter: 1,
          },
        );
    }
  }

  /** @returns the lines that are still to be decided */
  private async attempt(lines: readonly ImportLine[]): Promise<ImportLine[]> {
    const keys = keysNeeded(lines);
    await this.policies.load(policiesNeeded(lines, await this.log.look(keys)), this.log);
    // The keys are looked at after the policies: a line that somebody else records between the two is then found to be done, and
    // not judged by a policy that already counts it.
    const view = await this.log.look(keys);
    const { decided, given } = await this.decideAll(lines, view);
    if (decided.length === 0) return [];
    // The next new instant may lie below the head only by what spreading this file's equal instants has added.
    const after = this.position === view.head.position ? this.given : null;
    const results = await this.log.append(
      decided.map(({ append }) => append),
      after,
    );
    this.given = given;
    const again = decided.filter((each, i) => this.settle(each, results[i] as BackfillResult));
    return again.map(({ line }) => line);
  }

  private async decideAll(lines: readonly ImportLine[], view: View) {
    const known = new Map(view.known);
    const decided: Decided[] = [];
    const breath = new Breath();
    let given = this.given;
    for (const line of lines) {
      const pause = breath.take();
      if (pause) await pause;
      try {
        checkInstant(line, given, view.now);
        const at = { known, policies: this.policies, by: this.by, nextPosition: this.nextPosition() };
        const decision = decide(line, at);
        given = line.recordedAt ?? given;
        if (decision.outcome === 'append') {
          decided.push({ line, policyId: decision.policyId, append: decision.append });
          const key = knownBy(line, decision.append);
          if (key) known.set(key.key, key);
        } else {
          this.tally[decision.ours ? 'recorded' : 'alreadyDone'] += 1;
          this.position = Math.max(this.position, decision.position);
          if (decided.length === 0) this.given = given;
        }
      } catch (error) {
        if (!(error instanceof DomainProblem)) throw error;
        this.reject(line.number, error);
      }
    }
    return { decided, given };
  }

  /** @returns whether the line has to be decided again */
  private settle({ line, policyId }: Decided, result: BackfillResult): boolean {
    if (result.outcome === 'done') {
      this.tally.recorded += 1;
      this.position = Math.max(this.position, result.recorded.at(-1)?.position ?? 0);
      return false;
    }
    this.policies.forget(policyId);
    if (result.outcome === 'alreadyDone') this.tally.alreadyDone += 1;
    else if (result.outcome === 'refused') this.reject(line.number, refusedKey(result.key));
    else if (result.outcome === 'backfillRefused') throw belowHead(line, result.reason);
    return result.outcome === 'conflict';
  }

  private reject(line: number, problem: DomainProblem): void {
    this.tally.rejected += 1;
    this.onReject(rejectOf(line, problem));
  }

  private nextPosition(): number {
    this.count += 1;
    return Number.MAX_SAFE_INTEGER / 2 + this.count;
  }
}
