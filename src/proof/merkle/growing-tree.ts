import { EMPTY_ROOT, nodeHash } from './hashing.js';

/** A tree that only grows, stored as the hashes of its complete subtrees: as many as its size has binary ones. */
export class GrowingTree {
  private readonly subtrees: Buffer[] = [];
  private count = 0;

  /** Number of leaves. */
  get size(): number {
    return this.count;
  }

  /** @param leaf the hash of the next leaf */
  add(leaf: Buffer): void {
    let hash = leaf;
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2)
      hash = nodeHash(this.subtrees.pop() as Buffer, hash);
    this.subtrees.push(hash);
    this.count += 1;
  }

  root(): Buffer {
    if (this.count === 0) return EMPTY_ROOT;
    return this.subtrees.reduceRight((right, left) => nodeHash(left, right));
  }
}
