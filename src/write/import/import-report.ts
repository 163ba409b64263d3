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
}

/** Counts what becomes of lines, and tells of those that are not taken. */
export class ImportReport {
  readonly tally: Tally = { read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0 };

  /** @param onReject told of each line that is not taken */
  constructor(private readonly onReject: (reject: Reject) => void) {}

  /** @param anew see Tally.recordedAnew */
  recorded(anew: boolean): void {
    this.tally.recorded += 1;
    if (anew) this.tally.recordedAnew += 1;
  }

  reject(line: number, problem: DomainProblem): void {
    this.tally.rejected += 1;
    this.onReject(rejectOf(line, problem));
  }
}
