import type { DayRange } from './day.js';
import type { Step } from './field-steps.js';

/**
 * The unbroken run of a definite value around a step. In every world it covers the adjacent steps with the value definite; at most
 * it covers those with the value possible.
 */
export interface Run {
  value: string;
  since: DayRange;
  until: DayRange;
}

/** A step, and its run if it has a definite value. */
export interface StepInRun {
  step: Step;
  run: Run | null;
}

/** Gives steps `begin` to `end` (exclusive) of a field their runs. All others must have theirs. */
export function setRuns(rows: readonly StepInRun[], begin: number, end: number): void {
  for (let i = begin; i < end; i += 1) {
    const row = rows[i] as StepInRun;
    const value = definiteValue(row.step);
    const unknown = { earliest: '', latest: '' };
    row.run = value === null ? null : { value, since: unknown, until: unknown };
    if (row.run) row.run.since = sinceOf(rows, i, row.run.value);
  }
  for (let i = end - 1; i >= begin; i -= 1) {
    const { run } = rows[i] as StepInRun;
    if (run) run.until = untilOf(rows, i, run.value);
  }
}

/** Sets `until` of the steps before `end`, from the last on, as far as it changes. @returns those with another run */
export function extendBefore<Row extends StepInRun>(rows: readonly Row[], end: number): Row[] {
  const changed: Row[] = [];
  for (const i of stepsOfRun(rows, end - 1, -1)) {
    const row = rows[i] as Row;
    const run = row.run as Run;
    const until = untilOf(rows, i, run.value);
    if (sameRange(until, run.until)) break;
    row.run = { ...run, until };
    changed.push(row);
  }
  return changed;
}

/** Sets `since` of the steps from `begin` on, as far as it changes. @returns those with another run */
export function extendAfter<Row extends StepInRun>(rows: readonly Row[], begin: number): Row[] {
  const changed: Row[] = [];
  for (const i of stepsOfRun(rows, begin, 1)) {
    const row = rows[i] as Row;
    const run = row.run as Run;
    const since = sinceOf(rows, i, run.value);
    if (sameRange(since, run.since)) break;
    row.run = { ...run, since };
    changed.push(row);
  }
  return changed;
}

/**
 * The definite steps from `i` on in one direction whose run reaches back to `i`: it can only be that of the nearest one, and none
 * behind a step that shares no value with `i`. Without that, thousands of possible steps would be looked through for each change.
 */
function* stepsOfRun(rows: readonly StepInRun[], i: number, direction: 1 | -1): Generator<number> {
  const values = new Set(rows[i]?.step.candidates.map(({ value }) => value));
  const shares = ({ candidates }: Step) => candidates.some(({ value }) => values.has(value));
  let nearest = i;
  for (let row = rows[i]; row?.run === null && shares(row.step); row = rows[nearest]) nearest += direction;
  const value = rows[nearest]?.run?.value ?? null;
  for (let row = rows[i]; row && holds(row.step, value); row = rows[(i += direction)]) if (row.run) yield i;
}

/** The steps from `i` on that a run of this value covers at most: all of the axis on which it may hold without a break. */
export function* withinRun<Row extends StepInRun>(
  rows: readonly Row[],
  i: number,
  value: string,
): Generator<Row> {
  for (let row = rows[i]; row && holds(row.step, value); row = rows[(i += 1)]) yield row;
}

const definiteValue = ({ certainty, candidates }: Step): string | null =>
  certainty === 'definite' ? (candidates[0]?.value ?? null) : null;
const holds = ({ candidates }: Step, value: string | null): boolean =>
  value !== null && candidates.some((candidate) => candidate.value === value);

/** The steps before `i` have their runs, so it goes back to the nearest definite one at most. */
function sinceOf(rows: readonly StepInRun[], i: number, value: string): DayRange {
  const { from } = (rows[i] as StepInRun).step;
  const next = rows[i - 1]?.run;
  const latest = next?.value === value ? next.since.latest : from;
  let earliest = from;
  for (let row = rows[--i]; row && holds(row.step, value); row = rows[--i]) {
    if (row.run) return { earliest: row.run.since.earliest, latest };
    earliest = row.step.from;
  }
  return { earliest, latest };
}

/** The steps after `i` have their runs. */
function untilOf(rows: readonly StepInRun[], i: number, value: string): DayRange {
  const { until } = (rows[i] as StepInRun).step;
  const next = rows[i + 1]?.run;
  const earliest = next?.value === value ? next.until.earliest : until;
  let latest = until;
  for (let row = rows[++i]; row && holds(row.step, value); row = rows[++i]) {
    if (row.run) return { earliest, latest: row.run.until.latest };
    latest = row.step.until;
  }
  return { earliest, latest };
}

export const sameRange = (a: DayRange, b: DayRange): boolean =>
  a.earliest === b.earliest && a.latest === b.latest;
