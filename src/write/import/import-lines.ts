import { DomainProblem } from '../../domain/problem.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import type { ImportLine } from './import-line.js';
import type { Importer } from './importer.js';
import type { UnreadLine } from './ndjson.js';

/** Most lines, and most bytes of them, that are decided and appended in one batch. */
const BATCH_LINES = 2000;
const BATCH_BYTES = 4_000_000;

/** Progress of an import: the number of the last decided line. */
export type OnProgress = (line: number) => void;

interface Batch {
  lines: ImportLine[];
  unreadable: { number: number; problem: DomainProblem }[];
  last: number;
}

/**
 * Imports a file; the next batch is read while one is written.
 * @throws DomainProblem if the file is refused, or the reason of the signal
 */
export async function importLines(
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
