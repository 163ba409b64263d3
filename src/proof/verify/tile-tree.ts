import { EMPTY_ROOT, completeRoot, nodeHash } from '../merkle/hashing.js';
import { subtreesOf } from '../merkle/paths.js';
import { TILE_WIDTH, type TilePlace } from '../merkle/tiles.js';

/** A computed tile. */
export interface ComputedTile extends TilePlace {
  hashes: readonly Buffer[];
}

/** A tree that grows leaf by leaf, in tiles: it holds one unfinished tile per level and hands over the full ones. */
export class TileTree {
  private readonly levels: { index: number; hashes: Buffer[] }[] = [];
  private full: ComputedTile[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(leaf: Buffer): void {
    this.count += 1;
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const tile = (this.levels[level] ??= { index: 0, hashes: [] });
      tile.hashes.push(hash);
      if (tile.hashes.length < TILE_WIDTH) return;
      this.full.push({ level, index: tile.index, hashes: tile.hashes });
      hash = completeRoot(tile.hashes);
      this.levels[level] = { index: tile.index + 1, hashes: [] };
    }
  }

  /** The tiles that became full since the last call. */
  takeFull(): ComputedTile[] {
    const { full } = this;
    this.full = [];
    return full;
  }

  /** The tiles that are not full yet, the lowest level first. */
  unfinished(): ComputedTile[] {
    return this.levels.flatMap(({ index, hashes }, level) =>
      hashes.length === 0 ? [] : [{ level, index, hashes }],
    );
  }

  root(): Buffer {
    // From the highest level, which is the leftmost part of the tree.
    const subtrees = this.levels
      .map(({ hashes }) =>
        subtreesOf({ from: 0, to: hashes.length }).map(({ height, index }) =>
          completeRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height)),
        ),
      )
      .reverse()
      .flat();
    return subtrees.length === 0 ? EMPTY_ROOT : subtrees.reduceRight((right, left) => nodeHash(left, right));
  }
}
