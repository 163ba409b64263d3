import type { Warning } from '../../domain/claims/warnings.js';
import type { DomainProblem } from '../../domain/problem.js';
import { rejectOf, type Reject } from './reject.js';

/** Lines of a file by what became of them. */
export interface Tally {
  read: number;
  recorded: number;
  /** Of those recorded: developments without externalId that had been recorded before, and were said otherwise since or retracted. */
  recordedAnew: number;
  alreadyDone: number;
  rejected: number;
  /** Of those recorded: lines with a warning. */
  warned: number;
  /** Of the first of them, 100 warnings at most, and fewer if their values are large. */
  warnings: LineWarning[];
}

/** What whoever sent a line may want to know of it, though it was taken. */
export interface LineWarning extends Warning {
  /** From 1. */
  line: number;
  /** Of the development that says otherwise, if it has one: the event id of a line of the same file means nothing after a dry run. */
  externalId?: string;
}

const WARNINGS_SHOWN = 100;
/** Characters of all of them together: a job's row has to hold them, and every answer about the job. */
const WARNINGS_LENGTH = 100_000;

/** Counts what becomes of lines, and tells of those that are not taken. */
export class ImportReport {
  readonly tally: Tally = {
    ...{ read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0, warned: 0 },
    warnings: [],
  };
  private length = 0;

  /** @param onReject told of each line that is not taken */
  constructor(private readonly onReject: (reject: Reject) => void) {}

  /** @param anew see Tally.recordedAnew */
  recorded(anew: boolean): void {
    this.tally.recorded += 1;
    if (anew) this.tally.recordedAnew += 1;
  }

  /** @param warnings of a line that was recorded; none: there is nothing to tell */
  warn(line: number, warnings: readonly Omit<LineWarning, 'line'>[]): void {
    if (warnings.length === 0) return;
    this.tally.warned += 1;
    for (const warning of warnings) {
      this.length += JSON.stringify(warning).length;
      if (this.tally.warnings.length < WARNINGS_SHOWN && this.length <= WARNINGS_LENGTH)
        this.tally.warnings.push({ line, ...warning });
    }
  }

  reject(line: number, problem: DomainProblem): void {
    this.tally.rejected += 1;
    this.onReject(rejectOf(line, problem));
  }
}
