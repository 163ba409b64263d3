import type pg from 'pg';
import { completeRoot } from '../merkle/hashing.js';
import { TILE_WIDTH, type TilePlace } from '../merkle/tiles.js';
import { TreeReader, type ReadTiles } from '../merkle/tree-reader.js';
import { EMPTY_BUCKET } from '../stream-map.js';

export type TreeName = 'log' | 'streams';

/** The tiles of one of the two trees, in a snapshot. */
export function storedTiles(db: pg.Pool | pg.ClientBase, tree: TreeName): ReadTiles {
  return async (places) => {
    if (places.length === 0) return [];
    const { rows } = await db.query<TilePlace & { hashes: Buffer }>({
      name: 'proof-tiles',
      text: `SELECT tiles.level, tiles.index, tiles.hashes
        FROM unnest($2::smallint[], $3::bigint[]) AS asked (level, index)
        JOIN proof.tiles ON tiles.tree = $1 AND tiles.level = asked.level AND tiles.index = asked.index`,
      values: [tree, places.map(({ level }) => level), places.map(({ index }) => index)],
    });
    const found = new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
    return places.map(
      ({ level, index }) =>
        found.get(`${level}/${index}`) ?? (tree === 'log' ? NOTHING : (EMPTY_TILES[level] as Buffer)),
    );
  };
}

/** Roots and proofs of one of the two trees. */
export const storedTree = (db: pg.Pool | pg.ClientBase, tree: TreeName): TreeReader =>
  new TreeReader(storedTiles(db, tree));

const NOTHING = Buffer.alloc(0);

/** The tiles of a map without streams, by level: 256 times the same hash on the lower levels, one hash on the root's level. */
const EMPTY_TILES: readonly Buffer[] = (() => {
  const fullOf = (hash: Buffer) => Array<Buffer>(TILE_WIDTH).fill(hash);
  const buckets = fullOf(EMPTY_BUCKET);
  const above = fullOf(completeRoot(buckets));
  return [Buffer.concat(buckets), Buffer.concat(above), completeRoot(above)];
})();
