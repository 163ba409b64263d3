import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import type { EventLog } from '../../event-store/append.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import type { Actor } from '../command-metadata.js';
import { DryLog, LiveLog } from './import-logs.js';
import { Importer } from './importer.js';
import type { Tally } from './import-report.js';
import type { UnreadLine } from './import-source.js';
import type { Reject } from './reject.js';
import type { ImportLine } from './import-line.js';

interface ImportOptions {
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

/** Most lines, and most bytes of them, that are decided and appended in one batch. */
const BATCH_LINES = 2000;
const BATCH_BYTES = 4_000_000;

/** Progress of an import: the number of the last decided line. */
type OnProgress = (line: number) => void;

interface Batch {
  lines: ImportLine[];
  unreadable: { number: number; problem: DomainProblem }[];
  last: number;
}

/**
 * Imports a file; the next batch is read while one is written.
 * @throws DomainProblem if the file is refused, or the reason of the signal
 */
async function importLines(
  source: AsyncIterable<UnreadLine[]>,
  importer: Importer,
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
): Promise<void> {
  const batches = inBatches(source);
  try {
    let next = batches.next();
    for (;;) {
      const result = await next;
      if (result.done) return;
      const batch = result.value;
      next = batches.next();
      next.catch(() => undefined); // thrown by the next iteration, unless this batch fails first
      signal.throwIfAborted();
      for (const { number, problem } of batch.unreadable) importer.refuse(number, problem);
      await importer.take(batch.lines);
      onProgress(batch.last);
    }
  } finally {
    await batches.return(undefined);
  }
}

async function* inBatches(source: AsyncIterable<UnreadLine[]>): AsyncGenerator<Batch, undefined> {
  let batch: Batch = { lines: [], unreadable: [], last: 0 };
  let count = 0;
  let bytes = 0;
  const cooperative = new CooperativeYield();
  for await (const some of source)
    for (const { number, size, read } of some) {
      const pause = cooperative.check();
      if (pause) await pause;
      try {
        batch.lines.push(read());
      } catch (error) {
        if (!(error instanceof DomainProblem)) throw error;
        batch.unreadable.push({ number, problem: error });
      }
      batch.last = number;
      count += 1;
      bytes += size;
      if (count < BATCH_LINES && bytes < BATCH_BYTES) continue;
      yield batch;
      batch = { lines: [], unreadable: [], last: 0 };
      count = 0;
      bytes = 0;
    }
  if (count > 0) yield batch;
  return undefined;
}
