import type pg from 'pg';
import { completeRoot } from '../merkle/hashing.js';
import { hashesOf, TILE_WIDTH, type TilePlace } from '../merkle/tiles.js';
import { storedTiles } from './stored-tiles.js';

interface Change {
  index: number;
  hash: Buffer;
}

/** Adds the streams of the positions `from + 1` to `to` to the map. @returns the map's root, if it changed */
export async function extendStreamMap(tx: pg.ClientBase, from: number, to: number): Promise<void> {
  const { rows } = await tx.query<{ bucket: number }>(
    `WITH changed AS (
       INSERT INTO proof.streams (bucket, stream, version, position)
       SELECT proof.bucket_of(stream), stream, max(version), max(position)
       FROM log.events WHERE position > $1 AND position <= $2 GROUP BY stream
       ON CONFLICT (bucket, stream) DO UPDATE SET version = excluded.version, position = excluded.position
       RETURNING bucket)
     SELECT DISTINCT bucket FROM changed`,
    [from, to],
  );
  if (rows.length === 0) return;
  let changes = await bucketHashes(
    tx,
    rows.map(({ bucket }) => bucket),
  );
  for (const level of [0, 1]) changes = await changeTiles(tx, level, changes);
  await write(tx, [{ level: 2, index: 0 }], [changes[0]?.hash as Buffer]);
}

/** The same as bucketHash in stream-map.ts, computed in the database. */
async function bucketHashes(tx: pg.ClientBase, buckets: readonly number[]): Promise<Change[]> {
  const { rows } = await tx.query<Change>(
    `SELECT bucket AS index, sha256('\\x00'::bytea || string_agg(
       log.framed(stream) || int8send(version) || int8send(position), ''::bytea ORDER BY stream)) AS hash
     FROM proof.streams WHERE bucket = ANY ($1) GROUP BY bucket ORDER BY bucket`,
    [buckets],
  );
  return rows;
}

/** Writes hashes to their positions on a level. @returns the roots of the changed tiles, which are hashes of the next level */
async function changeTiles(tx: pg.ClientBase, level: number, changes: readonly Change[]): Promise<Change[]> {
  const indexes = [...new Set(changes.map(({ index }) => Math.floor(index / TILE_WIDTH)))];
  const places = indexes.map((index) => ({ level, index }));
  const tiles = (await storedTiles(tx, 'streams')(places)).map((tile) => Buffer.from(tile));
  const byIndex = new Map(indexes.map((index, i) => [index, tiles[i] as Buffer]));
  for (const { index, hash } of changes)
    byIndex.get(Math.floor(index / TILE_WIDTH))?.set(hash, (index % TILE_WIDTH) * hash.length);
  await write(tx, places, tiles);
  return indexes.map((index, i) => ({ index, hash: completeRoot(hashesOf(tiles[i] as Buffer)) }));
}

async function write(
  tx: pg.ClientBase,
  places: readonly TilePlace[],
  tiles: readonly Buffer[],
): Promise<void> {
  await tx.query(
    `INSERT INTO proof.tiles (tree, level, index, hashes)
     SELECT 'streams', * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (tree, level, index) DO UPDATE SET hashes = excluded.hashes`,
    [places.map(({ level }) => level), places.map(({ index }) => index), tiles],
  );
}
