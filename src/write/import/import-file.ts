import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import type { EventLog } from '../../event-store/append.js';
import type { Actor } from '../command-metadata.js';
import { DryLog } from './dry-log.js';
import { Importer } from './importer.js';
import { importLines } from './import-lines.js';
import { LiveLog } from './live-log.js';
import type { Tally } from './import-report.js';
import type { UnreadLine } from './ndjson.js';
import type { Reject } from './reject.js';

export interface ImportOptions {
  /** The write pool. */
  pool: pg.Pool;
  log: EventLog;
  by: Actor;
  /** Decide every line, but record nothing. */
  dryRun: boolean;
  signal: AbortSignal;
  onReject: (reject: Reject) => void;
  /** @param line the number of the last decided line */
  onProgress: (tally: Tally, line: number) => void;
}

/**
 * Imports the lines of a file. It may be killed at any moment: importing the same file again continues where it ended.
 * @throws DomainProblem if the file is refused as a whole; the reason of the signal; the error of the database
 */
export async function importFile(
  source: AsyncIterable<UnreadLine[]>,
  options: ImportOptions,
): Promise<Tally> {
  const { pool, signal, dryRun, onProgress } = options;
  const live = new LiveLog(pool, options.log, signal);
  const log = dryRun ? new DryLog(pool, live) : live;
  const importer = new Importer(log, options.by, options.onReject);
  let resumed = true;
  try {
    await importLines(source, importer, {
      signal,
      onProgress: (line) => {
        onProgress(importer.tally, line);
      },
    });
    await importer.finish();
    resumed = false;
    return importer.tally;
  } catch (error) {
    if (error instanceof DomainProblem) resumed = false; // refused, and another attempt would be refused as well
    throw error;
  } finally {
    await importer.finish().catch(() => undefined); // already reported, or less important than the error being thrown
    await log.close(!resumed);
  }
}
