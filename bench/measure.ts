/** Result of one run of one contender: operations per second, and latencies in milliseconds. */
export interface Sample {
  perSecond: number;
  p50: number;
  p99: number;
}

/** One of several implementations that are measured side by side. */
export interface Contender {
  name: string;
  run: () => Promise<Sample>;
}

/** A contender's median sample; `ratio` is its speed relative to the floor's, the median over the rounds. */
export interface Standing extends Sample {
  name: string;
  ratios: Record<string, number>;
}

/**
 * Runs the contenders in turn, round after round (A B A B …), so that other load on the machine affects all equally. Ratios are
 * computed within a round, where they are least disturbed.
 */
export async function sideBySide(contenders: readonly Contender[], rounds: number): Promise<Standing[]> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const { name, run } of contenders) samples.get(name)?.push(await run());
  const speeds = (name: string) => (samples.get(name) ?? []).map(({ perSecond }) => perSecond);
  return [...samples].map(([name, own]) => ({
    name,
    perSecond: median(speeds(name)),
    p50: median(own.map(({ p50 }) => p50)),
    p99: median(own.map(({ p99 }) => p99)),
    ratios: Object.fromEntries(
      contenders.map((other) => {
        const theirs = speeds(other.name);
        return [other.name, median(speeds(name).map((speed, round) => speed / (theirs[round] || NaN)))];
      }),
    ),
  }));
}

/** Calls the task repeatedly for this many milliseconds, by concurrent callers, each waiting for its own answers. */
export async function hammer(
  callers: number,
  milliseconds: number,
  task: (caller: number) => Promise<unknown>,
): Promise<Sample> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + milliseconds;
  const call = async (caller: number) => {
    for (let before = performance.now(); before < end;) {
      await task(caller);
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return sampleOf(latencies, performance.now() - start);
}

/** @param latencies of all operations, in milliseconds; sorted in place */
export function sampleOf(latencies: number[], milliseconds: number): Sample {
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? NaN;
  return { perSecond: (latencies.length / milliseconds) * 1000, p50: at(0.5), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
