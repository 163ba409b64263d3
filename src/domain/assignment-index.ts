import { breaksTie, type Assignment } from './assignment.js';
import { BEGINNING, FOREVER, type Day } from './day.js';
import { later } from './claim.js';
import { comesAfter, covers, mayCover } from './covers.js';

/** A block is cut in two when it has more than this. */
const MOST_IN_BLOCK = 96;

/** Neighbours in the order of `compare`. */
interface Block {
  items: Assignment[];
  /** Of all: the greatest by latest begin, sequence, tie-breaker. */
  last: Assignment;
  /** Of all: the latest possible end. */
  end: Day;
  contested: boolean;
}

/**
 * The assignments of a field by their earliest begin, so that those that count for some days are found without looking at all of
 * a long field: what a later one covers is skipped, block by block.
 */
export class AssignmentIndex {
  private readonly blocks: Block[] = [];

  add(a: Assignment): void {
    const i = this.blockOf(a);
    const block = this.blocks[i];
    if (!block) this.blocks.push(blockFrom([a]));
    else {
      const items = block.items.toSpliced(position(block.items, a), 0, a);
      const half = items.length >> 1;
      const parts = items.length > MOST_IN_BLOCK ? [items.slice(0, half), items.slice(half)] : [items];
      this.blocks.splice(i, 1, ...parts.map(blockFrom));
    }
  }

  delete(a: Assignment): void {
    const i = this.blockOf(a);
    const items = this.blocks[i]?.items.filter((each) => each !== a) ?? [];
    this.blocks.splice(i, 1, ...(items.length > 0 ? [blockFrom(items)] : []));
  }

  /** Those that can influence the answer on the days from `from` to `until` (exclusive). */
  during(from: Day, until: Day): Assignment[] {
    const found: Assignment[] = [];
    // From the last on: the first that may cover others is the highest one.
    let guard: Assignment | undefined;
    for (const { items, last, end, contested } of this.blocks.toReversed()) {
      if (end <= from || (items[0] as Assignment).begin.earliest >= until) continue;
      if (guard && !contested && last.begin.latest <= from && comesAfter(guard, last, last.begin.latest))
        continue;
      for (const a of items.toReversed()) {
        if (a.begin.earliest >= until || (a.end !== null && a.end.latest <= from)) continue;
        if (guard && covers(guard, a, from, until)) continue;
        found.push(a);
        if (mayCover(a, from, until)) guard ??= a;
      }
    }
    return found;
  }

  /** The index of the block that has this assignment, or that it belongs to. */
  private blockOf(a: Assignment): number {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare((this.blocks[middle] as Block).items[0] as Assignment, a) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function blockFrom(items: Assignment[]): Block {
  let last = items[0] as Assignment;
  let end = BEGINNING;
  let contested = false;
  for (const a of items) {
    if (a.begin.latest > last.begin.latest || (a.begin.latest === last.begin.latest && breaksTie(a, last)))
      last = a;
    end = later(end, a.end === null ? FOREVER : a.end.latest);
    contested ||= a.contest !== null;
  }
  return { items, last, end, contested };
}

/** By earliest begin, sequence, tie-breaker. */
function compare(a: Assignment, b: Assignment): number {
  if (a.begin.earliest !== b.begin.earliest) return a.begin.earliest < b.begin.earliest ? -1 : 1;
  return a === b ? 0 : breaksTie(a, b) ? 1 : -1;
}

/** Where to insert `a`. */
function position(items: readonly Assignment[], a: Assignment): number {
  const i = items.findLastIndex((each) => compare(each, a) < 0);
  return i + 1;
}
