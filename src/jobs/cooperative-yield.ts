import { setImmediate } from 'node:timers';

/** Longest work in one turn of the event loop, in milliseconds, of all that yields together. */
const LONGEST_MS = 5;

const waiting: (() => void)[] = [];
/** When the work of this turn began; null: none yet. */
let began: number | null = null;

/** How long what yields has kept this turn of the event loop, in milliseconds. */
function kept(): number {
  const now = performance.now();
  if (began === null) {
    began = now;
    setImmediate(newTurn);
  }
  return now - began;
}

function newTurn(): void {
  began = null;
}

/** Lets the first that waits go on: one a turn, or many would together block as long as if none yielded. */
function goOn(): void {
  newTurn();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}

/** Yields to the event loop during long work, so that the process keeps answering requests. */
export class CooperativeYield {
  /** @returns undefined while the time slice lasts, so that callers can skip the `await` (one microtask per line) */
  check(): Promise<void> | undefined {
    return kept() < LONGEST_MS ? undefined : this.next();
  }

  private next(): Promise<void> {
    return new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(goOn);
    });
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
    // Only if it has to: a needless turn of microtasks would let others begin a slice beside this one.
    const pausing = pause.check();
    if (pausing) await pausing;
    results.push(map(item));
  }
  return results;
}
