import { LRUCache } from 'lru-cache';
import type { DomainProblem } from '../../domain/problem.js';
import { canonicalText } from '../../domain/json.js';
import { sha256Hex } from '../../event-store/canonical.js';
import type { Actor } from '../command-metadata.js';
import { ExclusiveBackfillWriter, OptimisticWriter } from './batch-writers.js';
import { BatchDecider } from './batch-decider.js';
import type { ImportLine } from './import-line.js';
import type { LogPort } from './import-logs.js';
import { ImportReport, type Tally } from './import-report.js';
import { ImportedPolicies } from './imported-policies.js';
import { badLine, type Reject } from './reject.js';

/**
 * Appends lines in order, batch by batch: lines with recorded instants under the exclusive write lock, others with optimistic
 * concurrency. In both cases each batch reads the log once, is decided in memory, and is appended in one call with exact
 * versions.
 */
export class Importer {
  private readonly report: ImportReport;
  private readonly policies = new ImportedPolicies();
  private readonly exclusiveWriter: ExclusiveBackfillWriter;
  private readonly optimisticWriter: OptimisticWriter;
  private readonly repeated = new RepeatedLines();
  private past: boolean | null = null;

  /**
   * @param by its correlation id is unique to the import: it identifies what the import recorded before an interruption
   * @param onReject called for each rejected line
   */
  constructor(
    private readonly log: LogPort,
    by: Actor,
    onReject: (reject: Reject) => void,
  ) {
    this.report = new ImportReport(onReject);
    const decider = new BatchDecider(this.policies, by, this.report);
    this.exclusiveWriter = new ExclusiveBackfillWriter(log, this.policies, decider, this.report);
    this.optimisticWriter = new OptimisticWriter(log, this.policies, decider, this.report);
  }

  /** Results so far; lines of a batch in progress count as read. */
  get tally(): Tally {
    return this.report.tally;
  }

  /** Counts a line that could not be read. */
  refuse(line: number, problem: DomainProblem): void {
    this.report.tally.read += 1;
    this.report.reject(line, problem);
  }

  /**
   * @throws DomainProblem `backfill-below-head` if the file's first new instant is before the end of the log: nothing of it was
   *   written; `version-conflict` if others write all the time. The failure of a batch may be thrown by the next call.
   */
  async take(lines: readonly ImportLine[]): Promise<void> {
    this.report.tally.read += lines.length;
    for (const line of lines) line.timesStated = this.repeated.count(line);
    for (let start = 0; start < lines.length;) {
      const past = lines[start]?.recordedAt !== null;
      let end = start + 1;
      while (end < lines.length && (lines[end]?.recordedAt !== null) === past) end += 1;
      await this.takeAlike(lines.slice(start, end), past);
      start = end;
    }
  }

  /** Returns when all lines are in the log. @throws like `take` */
  finish(): Promise<void> {
    return this.exclusiveWriter.written();
  }

  /** Takes lines that all give recorded instants, or all do not. */
  private async takeAlike(lines: readonly ImportLine[], past: boolean): Promise<void> {
    if (past && this.past === false) {
      const detail = 'A line before it has no recordedAt and is recorded now; nothing earlier can follow';
      for (const { number } of lines) this.report.reject(number, badLine('/recordedAt', detail));
      return;
    }
    if (past !== this.past) {
      await this.exclusiveWriter.written();
      await this.log.enter(past);
      this.policies.forgetAll();
      this.past = past;
    }
    await (past ? this.exclusiveWriter : this.optimisticWriter).take(lines);
  }
}

/**
 * Most lines, and most fields, that are remembered: about 30 MB. A line that comes again after more lines than this counts as a
 * repetition.
 */
const REMEMBERED = 100_000;

/**
 * Decides whether a development without `externalId` that occurs twice in a file is a repetition, or is stated anew because a
 * line in between stated something else about the same field and days. This depends only on the file, so that a second import
 * of the file finds every line in the log, even if the log holds other events by then.
 */
class RepeatedLines {
  private readonly timesStated = new LRUCache<string, number>({ max: REMEMBERED });
  /** The last statement about a field: by policy, field, effective date and sequence. Of equal ones, the last recorded wins. */
  private readonly lastStated = new LRUCache<string, string>({ max: REMEMBERED });
  private countsRepetitions = false;

  /**
   * How many times the file has stated this, without repetitions. Above 1, the line is to be recorded again.
   * @param line must be given once, in the order of the file
   */
  count({ change, ownName }: ImportLine): number {
    if (change.type !== 'record') return 1;
    // A file whose lines all have an externalId must not pay for this.
    this.countsRepetitions ||= ownName !== '';
    if (!this.countsRepetitions) return 1;
    const { data, effects } = change.input;
    const before = this.timesStated.get(ownName) ?? 0;
    let saysAnew = before === 0;
    for (const effect of effects) {
      const about = [change.policyId, effect.field, data.effective.text, data.sequence ?? 0].join('\n');
      const value = sha256Hex(canonicalText('set' in effect ? [effect.set] : []));
      const last = this.lastStated.get(about);
      if (last !== undefined && last !== value) saysAnew = true;
      this.lastStated.set(about, value);
    }
    const times = saysAnew ? before + 1 : before;
    if (ownName !== '') this.timesStated.set(ownName, times);
    return times;
  }
}
