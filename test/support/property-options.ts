/**
 * Options for fast-check: every run prints its seed, so that a failure can be repeated with `SEED=… npm test`; `RUNS_FACTOR`
 * multiplies the number of histories for a longer search.
 */
export function propertyOptions(numRuns: number): { seed: number; numRuns: number } {
  const seed = process.env['SEED'] ? Number(process.env['SEED']) : Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`property seed ${seed}, ${numRuns} histories\n`);
  return { seed, numRuns: numRuns * Number(process.env['RUNS_FACTOR'] ?? 1) };
}
