/** The part of the histories that is tried: all, in `npm test` half, in the other time zone a quarter (zone-environment.js). */
const SHARE = Number(process.env['HISTORIES_SHARE'] ?? 1);

/** So many are always tried, if there are so many: later tests of a spec rest on what they left. */
const FEWEST = 12;

/**
 * Options for fast-check: every run prints its seed, so that a failure can be repeated with `SEED=… npm run jest`; `RUNS_FACTOR`
 * multiplies the number of histories for a longer search.
 */
export function propertyOptions(histories: number): { seed: number; numRuns: number } {
  const seed = process.env['SEED'] ? Number(process.env['SEED']) : Math.floor(Math.random() * 2 ** 31);
  const share = Math.max(Math.ceil(histories * SHARE), Math.min(histories, FEWEST));
  const numRuns = Math.ceil(share * Number(process.env['RUNS_FACTOR'] ?? 1));
  process.stdout.write(`property seed ${seed}, ${numRuns} histories\n`);
  return { seed, numRuns };
}

/** The required number of cases among these histories; lower if only a part of the histories is run. */
export const enough = (count: number): number => (SHARE < 1 ? Math.floor((count * SHARE) / 2) : count);
