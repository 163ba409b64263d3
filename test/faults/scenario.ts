import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a scenario measured; `failures` is empty if every promise was kept. */
export interface Result {
  figures: Record<string, number | string>;
  failures: string[];
}

/** How much of it: the short form runs within the test suite, the long one by hand. */
export interface Extent {
  /** Repetitions of what can be repeated. */
  rounds: number;
  /** Of all random choices. */
  seed: number;
  say: (line: string) => void;
}

export type Scenario = (extent: Extent) => Promise<Result>;

/** Everything that has to be ended, in the reverse order. */
export class Ends {
  private readonly ends: (() => unknown)[] = [];

  add(end: () => unknown): void {
    this.ends.unshift(end);
  }

  /** A folder that the user of PostgreSQL can reach too. */
  folder(name: string): string {
    const folder = mkdtempSync(join('/tmp', `policy-timeline-${name}-`));
    chmodSync(folder, 0o711);
    this.add(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    return folder;
  }

  async all(): Promise<void> {
    for (const end of this.ends) await end();
  }
}

/** Runs the work with ends that are all ended after it, whatever happens. */
export async function withEnds<T>(work: (ends: Ends) => Promise<T>): Promise<T> {
  const ends = new Ends();
  try {
    return await work(ends);
  } finally {
    await ends.all();
  }
}

/** Failures where a figure that must be 0 is not. */
export const mustBeZero = (figures: Record<string, number>): string[] =>
  Object.entries(figures).flatMap(([name, value]) => (value === 0 ? [] : [`${name} is ${value}, not 0`]));

/** In milliseconds. */
export const median = (values: readonly number[]): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
