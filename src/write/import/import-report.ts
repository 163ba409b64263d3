import type { Warning } from '../../domain/claims/warnings.js';
import type { DomainProblem } from '../../domain/problem.js';
import { rejectOf, type Reject } from './reject.js';

/** Numbers of lines by their result. */
export interface Tally {
  read: number;
  recorded: number;
  /** Of those recorded: developments without externalId that were recorded before, and have been contradicted or retracted since. */
  recordedAnew: number;
  alreadyDone: number;
  rejected: number;
  /** Of those recorded: lines with a warning. */
  warned: number;
  /** The first warnings: at most 100, fewer if their values are large. */
  warnings: LineWarning[];
}

/** A warning about an accepted line, for its sender. */
export interface LineWarning extends Warning {
  /** From 1. */
  line: number;
  /**
   * The externalId of the contradicted development, if it has one: after a dry run, the event id of a line of the same file
   * means nothing.
   */
  externalId?: string;
}

const WARNINGS_SHOWN = 100;
/** Most characters of all warnings together: a job's row has to hold them, and every answer about the job. */
const WARNINGS_LENGTH = 100_000;

/** Counts lines by result, and reports rejects. */
export class ImportReport {
  readonly tally: Tally = {
    ...{ read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0, warned: 0 },
    warnings: [],
  };
  private length = 0;

  /** @param onReject called for each rejected line */
  constructor(private readonly onReject: (reject: Reject) => void) {}

  /** @param anew see Tally.recordedAnew */
  recorded(anew: boolean): void {
    this.tally.recorded += 1;
    if (anew) this.tally.recordedAnew += 1;
  }

  /** @param warnings of a recorded line; may be empty */
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
