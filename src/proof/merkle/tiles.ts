import { LRUCache } from 'lru-cache';
import type { Subtree } from './paths.js';
import { completeRoot, HASH_BYTES, nodeHash, parents, sha256 } from './hashing.js';

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
  if (count > 1 && tile.length === TILE_WIDTH * HASH_BYTES)
    return levelsOf(tile)[Math.log2(count)]?.[first / count] as Buffer;
  return completeRoot(hashesOf(tile.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES)));
}

/** Full tiles with the nodes above their hashes, by content, 24 kB each: the tiles of the upper levels are in every proof. */
const remembered = new LRUCache<string, Buffer[][]>({ max: 600 });

/** The levels above the hashes of a full tile, from those hashes up to its root. */
function levelsOf(tile: Buffer): Buffer[][] {
  const key = sha256(tile).toString('base64');
  const known = remembered.get(key);
  if (known) return known;
  const levels = [hashesOf(tile)];
  for (let level = levels[0] as Buffer[]; level.length > 1; level = levels.at(-1) as Buffer[])
    levels.push(parents(level));
  remembered.set(key, levels);
  return levels;
}

/**
 * The root of a full tile after some of its hashes were replaced: only the nodes above these are computed.
 * @param before the tile as it was
 * @param places of the replaced hashes, ascending
 */
export function changedRoot(before: Buffer, after: Buffer, places: readonly number[]): Buffer {
  const levels = levelsOf(before).map((level) => [...level]);
  for (const place of places)
    (levels[0] as Buffer[])[place] = after.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
  let changed = places;
  for (let height = 1; height < levels.length; height += 1) {
    const below = levels[height - 1] as Buffer[];
    changed = [...new Set(changed.map((place) => place >> 1))];
    for (const place of changed)
      (levels[height] as Buffer[])[place] = nodeHash(
        below[2 * place] as Buffer,
        below[2 * place + 1] as Buffer,
      );
  }
  remembered.set(sha256(after).toString('base64'), levels);
  return levels.at(-1)?.[0] as Buffer;
}

/** The hashes in these bytes. */
export function hashesOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
