import { setImmediate as turn } from 'node:timers/promises';

const LONGEST_MS = 10;

/** Yields to the event loop during long work, so that the process keeps answering requests. */
export class CooperativeYield {
  private since = performance.now();

  /** @returns undefined while the time slice lasts, so that callers can skip the `await` (one microtask per line) */
  check(): Promise<void> | undefined {
    return performance.now() - this.since < LONGEST_MS ? undefined : this.next();
  }

  private async next(): Promise<void> {
    await turn();
    this.since = performance.now();
  }
}

/** Maps item by item, and yields in between. */
export async function mapYielding<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
): Promise<Result[]> {
  const pause = new CooperativeYield();
  const results: Result[] = [];
  for (const item of items) {
    await pause.check();
    results.push(map(item));
  }
  return results;
}
