/**
 * The tree of RFC 9162, section 2.1, over leaves numbered from 0, without hashes: the ranges of leaves that make up a root or a
 * proof. Every range begins at a multiple of the largest power of two that fits into it, so it consists of complete subtrees.
 */

/** Leaves `from` to `to` (exclusive), at least one: a node of some tree. */
export interface Stretch {
  from: number;
  to: number;
}

/** A complete subtree: the leaves index·2^height to (index + 1)·2^height, exclusive. */
export interface Subtree {
  height: number;
  index: number;
}

/** The nodes whose hashes prove that a leaf is in the tree of that size, the leaf's neighbour first (RFC 9162, section 2.1.3.1). */
export function inclusionPath(leaf: number, size: number): Stretch[] {
  const path: Stretch[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    if (leaf < middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * The nodes whose hashes prove that the tree of size `to` continues that of size `from` (RFC 9162, section 2.1.4.1); none if
 * the sizes are equal or `from` is 0, because no proof is needed.
 */
export function consistencyPath(from: number, to: number): Stretch[] {
  if (from === 0 || from === to) return [];
  const path: Stretch[] = [];
  let [low, high] = [0, to];
  // The proof needs no hash of the complete old tree: the verifier has its root.
  let isOldRoot = true;
  while (from !== high) {
    const middle = low + largestPowerBelow(high - low);
    if (from <= middle) {
      path.push({ from: middle, to: high });
      high = middle;
    } else {
      path.push({ from: low, to: middle });
      low = middle;
      isOldRoot = false;
    }
  }
  if (!isOldRoot) path.push({ from: low, to: high });
  return path.reverse();
}

/** The complete subtrees of a range, from left to right, each smaller than the one before. */
export function subtreesOf({ from, to }: Stretch): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let start = from; start < to;) {
    const height = Math.floor(Math.log2(to - start));
    subtrees.push({ height, index: start / 2 ** height });
    start += 2 ** height;
  }
  return subtrees;
}

/** The largest power of two below `count`, which is at least 2. */
const largestPowerBelow = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));
