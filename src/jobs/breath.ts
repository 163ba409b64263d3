import { setImmediate as turn } from 'node:timers/promises';

const LONGEST_MS = 10;

/** Lets the process answer requests in the midst of long work. */
export class Breath {
  private since = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.since < LONGEST_MS) return;
    await turn();
    this.since = performance.now();
  }
}
