import type pg from 'pg';
import { HASH_BYTES } from '../merkle/hashing.js';
import { changedRoot, TILE_WIDTH, type TilePlace } from '../merkle/tiles.js';
import { storedTiles } from './stored-tiles.js';

interface Change {
  index: number;
  hash: Buffer;
}

/** The tiles' roots are one tile, and its root is the map's. */
const ROOTS: TilePlace = { level: 1, index: 0 };
const TOP: TilePlace = { level: 2, index: 0 };

/**
 * Adds the streams of the positions `from + 1` to `to` to the map: two statements for the tiles, because each costs a checkpoint a
 * round trip.
 */
export async function extendStreamMap(tx: pg.ClientBase, from: number, to: number): Promise<void> {
  const buckets = await changedBuckets(tx, from, to);
  if (buckets.length === 0) return;
  const byTile = new Map<number, Change[]>();
  for (const bucket of buckets) {
    const tile = Math.floor(bucket.index / TILE_WIDTH);
    byTile.set(tile, [...(byTile.get(tile) ?? []), bucket]);
  }
  const indexes = [...byTile.keys()];
  const places = indexes.map((index): TilePlace => ({ level: 0, index }));
  const read = await storedTiles(tx, 'streams')([...places, ROOTS]);
  const tiles = indexes.map((index, i) => replaced(read[i] as Buffer, byTile.get(index) ?? []));
  const roots = tiles.map(({ root }, i) => ({ index: indexes[i] as number, hash: root }));
  const top = replaced(read.at(-1) as Buffer, roots);
  await write(tx, [...places, ROOTS, TOP], [...tiles.map(({ tile }) => tile), top.tile, top.root]);
}

/** A tile with some hashes replaced, in their order, and its root. */
function replaced(before: Buffer, changes: readonly Change[]): { tile: Buffer; root: Buffer } {
  const tile = Buffer.from(before);
  const places = changes.map(({ index }) => index % TILE_WIDTH);
  changes.forEach(({ hash }, i) => {
    tile.set(hash, (places[i] ?? 0) * HASH_BYTES);
  });
  return { tile, root: changedRoot(before, tile, places) };
}

/**
 * Stores the last event of each stream and hashes the buckets anew, as bucketHash in stream-map.ts does. The statement does not see
 * what it stores itself, so the entries of a bucket are the stored ones and, of the other streams, those from before.
 */
async function changedBuckets(tx: pg.ClientBase, from: number, to: number): Promise<Change[]> {
  const { rows } = await tx.query<Change>({
    name: 'proof-changed-buckets',
    text: `WITH changed AS (
        INSERT INTO proof.streams (bucket, stream, version, position)
        SELECT proof.bucket_of(stream), stream, max(version), max(position)
        FROM log.events WHERE position > $1 AND position <= $2 GROUP BY stream
        ON CONFLICT (bucket, stream) DO UPDATE SET version = excluded.version, position = excluded.position
        RETURNING bucket, stream, version, position),
      entries AS (
        SELECT * FROM changed
        UNION ALL
        SELECT bucket, stream, version, position FROM proof.streams AS kept
        WHERE bucket = ANY (ARRAY(SELECT DISTINCT bucket FROM changed))
          AND NOT EXISTS (SELECT FROM changed WHERE changed.stream = kept.stream))
      SELECT bucket AS index, sha256('\\x00'::bytea || string_agg(
        log.framed(stream) || int8send(version) || int8send(position), ''::bytea ORDER BY stream COLLATE "C")) AS hash
      FROM entries GROUP BY bucket ORDER BY bucket`,
    values: [from, to],
  });
  return rows;
}

/** Writes whole tiles. They are sent as one value, in binary: an array of them would be sent as hexadecimal text. */
async function write(
  tx: pg.ClientBase,
  places: readonly TilePlace[],
  tiles: readonly Buffer[],
): Promise<void> {
  let end = 0;
  const starts = tiles.map((tile) => (end += tile.length) - tile.length + 1);
  await tx.query({
    name: 'proof-write-tiles',
    text: `INSERT INTO proof.tiles (tree, level, index, hashes)
      SELECT 'streams', level, index, substring($5::bytea FROM start FOR bytes)
      FROM unnest($1::smallint[], $2::bigint[], $3::integer[], $4::integer[]) AS more (level, index, start, bytes)
      ON CONFLICT (tree, level, index) DO UPDATE SET hashes = excluded.hashes`,
    values: [
      places.map(({ level }) => level),
      places.map(({ index }) => index),
      starts,
      tiles.map((tile) => tile.length),
      Buffer.concat(tiles),
    ],
  });
}
