import type { Assignment } from './assignment.js';
import { FOREVER, type Day } from './day.js';
import { fieldEntry, type Claiming, type FieldEntry } from './field-entry.js';
import { fieldSteps, sameAnswer, type Step } from './field-steps.js';
import { extendAfter, extendBefore, sameRange, setRuns, withinRun, type StepInRun } from './run.js';
import { unordered } from './sequence.js';

interface Row extends StepInRun {
  /** null: nothing is said; undefined: not made yet. */
  entry: FieldEntry | null | undefined;
}

/** The steps of a field with their entries; of those that are replaced, only the entries that can differ are made again. */
export class FieldRows {
  private rows: Row[] = fieldSteps([], unordered).map((step) => ({ step, run: null, entry: null }));
  private gone: FieldEntry[] = [];
  private fresh = new Set<Row>();
  private made: readonly FieldEntry[] | null = null;

  constructor(private readonly claiming: Claiming) {}

  get steps(): readonly Step[] {
    return this.rows.map(({ step }) => step);
  }

  /** As of the last `takeChanges`. */
  get entries(): readonly FieldEntry[] {
    this.made ??= this.rows.flatMap(({ entry }) => entry ?? []);
    return this.made;
  }

  /** The steps from the one on that holds on a day. */
  *stepsFrom(day: Day): Generator<Step> {
    for (let i = this.indexOn(day); i < this.rows.length; i += 1) yield (this.rows[i] as Row).step;
  }

  /** Puts other steps in the place of those from `from` to `until` (exclusive). */
  replace(from: Day, until: Day, steps: readonly Step[]): void {
    const begin = this.indexOn(from);
    const end = this.first(({ step }) => step.until >= until) + 1;
    const old = this.rows.slice(begin, end);
    const [first, last] = [old[0]?.step, old.at(-1)?.step];
    const parts = [...steps];
    if (first && first.from < from) parts.unshift({ ...first, until: from });
    if (last && last.until > until) parts.push({ ...last, from: until });
    // A step next to them may now go on in one of them.
    const [before, after] = [this.rows[begin - 1], this.rows[end]];
    const joinsBefore = before && parts[0] && sameAnswer(before.step, parts[0]) ? 1 : 0;
    const joinsAfter = after && sameAnswer(parts.at(-1) as Step, after.step) ? 1 : 0;
    if (joinsBefore) parts.unshift((before as Row).step);
    if (joinsAfter) parts.push((after as Row).step);
    this.put(begin - joinsBefore, end + joinsAfter, joined(parts));
  }

  private put(begin: number, end: number, steps: readonly Step[]): void {
    for (const row of this.rows.slice(begin, end)) {
      this.drop(row);
      this.fresh.delete(row);
    }
    const rows = steps.map((step): Row => ({ step, run: null, entry: undefined }));
    for (const row of rows) this.fresh.add(row);
    // Not spliced: a field may have more steps than a call can have arguments.
    this.rows = this.rows.slice(0, begin).concat(rows, this.rows.slice(end));
    const after = begin + rows.length;
    setRuns(this.rows, begin, after);
    for (const row of [...extendBefore(this.rows, begin), ...extendAfter(this.rows, after)]) this.touch(row);
  }

  /** The text of a run that begins with an assignment has the words of its date, see fieldEntry. */
  touchRunFrom({ begin, end, value }: Assignment): void {
    if (end !== null || value === null || begin.latest === FOREVER) return;
    const i = this.indexOn(begin.latest);
    const run = this.rows[i]?.run;
    if (run?.value !== value || !sameRange(run.since, begin)) return;
    for (const row of withinRun(this.rows, i, value)) if (row.run) this.touch(row);
  }

  /** Makes the entries that are missing. @returns the entries that went, and those that came */
  takeChanges(): { before: FieldEntry[]; now: FieldEntry[] } {
    for (const row of this.fresh) row.entry = fieldEntry(row.step, row.run, this.claiming);
    const now = [...this.fresh].flatMap(({ entry }) => entry ?? []);
    const before = this.gone;
    this.gone = [];
    this.fresh = new Set();
    this.made = null;
    return { before, now };
  }

  private touch(row: Row): void {
    this.drop(row);
    row.entry = undefined;
    this.fresh.add(row);
  }

  private drop({ entry }: Row): void {
    if (entry) this.gone.push(entry);
  }

  /** The index of the row that holds on a day. */
  private indexOn(day: Day): number {
    return this.first(({ step }) => step.until > day);
  }

  /** The index of the first row for which this is true, as it is for all rows after it. */
  private first(isTrue: (row: Row) => boolean): number {
    let [low, high] = [0, this.rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isTrue(this.rows[middle] as Row)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The same with neighbours joined that give the same answer. */
function joined(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (last && sameAnswer(last, step)) result[result.length - 1] = { ...last, until: step.until };
    else result.push(step);
  }
  return result;
}
