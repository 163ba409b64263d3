import { DomainProblem } from '../../domain/problem.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import type { ImportLine } from './import-line.js';
import type { Importer } from './importer.js';
import type { UnreadLine } from './ndjson.js';

/** Lines, and bytes of them, that are decided and appended at once. */
const BATCH_LINES = 2000;
const BATCH_BYTES = 4_000_000;

/** How far an import is: the number of the last line that was dealt with. */
export type OnProgress = (line: number) => void;

interface Batch {
  lines: ImportLine[];
  unreadable: { number: number; problem: DomainProblem }[];
  last: number;
}

/**
 * Imports a file; while one batch is written the next one is read.
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
      next.catch(() => undefined); // heard of at the next turn, unless this batch fails first
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
