import { setImmediate as turn } from 'node:timers/promises';

const LONGEST_MS = 10;

/** Lets the process answer requests in the midst of long work. */
export class CooperativeYield {
  private since = performance.now();

  /** @returns undefined while there is breath left: to await even that would cost each line a turn */
  check(): Promise<void> | undefined {
    return performance.now() - this.since < LONGEST_MS ? undefined : this.next();
  }

  private async next(): Promise<void> {
    await turn();
    this.since = performance.now();
  }
}
