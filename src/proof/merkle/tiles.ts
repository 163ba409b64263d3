import type { Subtree } from './paths.js';
import { completeRoot, HASH_BYTES } from './hashing.js';

/** Every eighth level of the tree is stored; the seven levels in between are computed from it. */
const LEVELS_A_TILE = 8;
/** Hashes of a full tile. */
export const TILE_WIDTH = 2 ** LEVELS_A_TILE;

/** A run of up to 256 neighbouring hashes of level `8 · level`: tile `index` begins at hash `256 · index` of that level. */
export interface TilePlace {
  level: number;
  index: number;
}

/** The tile from which a complete subtree's hash is computed, and the range of its hashes. */
export function tileOf({ height, index }: Subtree): TilePlace & { first: number; count: number } {
  const level = Math.floor(height / LEVELS_A_TILE);
  const count = 2 ** (height - level * LEVELS_A_TILE);
  const start = index * count;
  return { level, index: Math.floor(start / TILE_WIDTH), first: start % TILE_WIDTH, count };
}

/** The hash of a complete subtree, from its tile. @throws RangeError if the tile is too short */
export function subtreeHash(tile: Buffer, { first, count }: { first: number; count: number }): Buffer {
  if (tile.length < (first + count) * HASH_BYTES)
    throw new RangeError(`a tile of ${tile.length / HASH_BYTES} hashes has no hash at ${first + count - 1}`);
  return completeRoot(hashesOf(tile.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES)));
}

/** The hashes in these bytes. */
export function hashesOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
