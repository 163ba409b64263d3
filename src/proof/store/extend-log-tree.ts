import type pg from 'pg';
import { completeRoot } from '../merkle/hashing.js';
import { hashesOf, TILE_WIDTH } from '../merkle/tiles.js';

interface FullTile {
  index: number;
  hashes: Buffer;
}

const FULL = TILE_WIDTH * 32;

/** Appends new hashes to their tiles and returns the tiles that are full now. */
const STORE = `ON CONFLICT (tree, level, index) DO UPDATE SET hashes = tiles.hashes || excluded.hashes
  RETURNING index, CASE WHEN octet_length(hashes) = ${FULL} THEN hashes END AS hashes, octet_length(hashes) AS bytes`;

/**
 * Adds the leaves of the positions `from + 1` to `to` to the tiles of the log's tree.
 * @throws Error if a position is missing or its tile holds other hashes: then the log was changed
 */
export async function extendLogTree(tx: pg.ClientBase, from: number, to: number): Promise<void> {
  const { rows } = await tx.query<FullTile & { bytes: number }>({
    name: 'proof-extend-log',
    text: `INSERT INTO proof.tiles (tree, level, index, hashes)
     SELECT 'log', 0, (position - 1) / ${TILE_WIDTH}, string_agg(leaf_hash, ''::bytea ORDER BY position)
     FROM log.events WHERE position > $1 AND position <= $2 GROUP BY 3 ORDER BY 3 ${STORE}`,
    values: [from, to],
  });
  const last = rows.at(-1);
  if ((last?.index ?? 0) * TILE_WIDTH + (last?.bytes ?? 0) / 32 !== to)
    throw new Error(`The log has a gap between positions ${from + 1} and ${to}; run: npm run cli -- verify`);
  let full: FullTile[] = rows.filter(({ hashes }) => (hashes as Buffer | null) !== null);
  for (let level = 1; full.length > 0; level += 1) full = await extendLevel(tx, level, full);
}

async function extendLevel(
  tx: pg.ClientBase,
  level: number,
  below: readonly FullTile[],
): Promise<FullTile[]> {
  const byTile = new Map<number, Buffer[]>();
  for (const { index, hashes } of below) {
    const tile = Math.floor(index / TILE_WIDTH);
    byTile.set(tile, [...(byTile.get(tile) ?? []), completeRoot(hashesOf(hashes))]);
  }
  const { rows } = await tx.query<FullTile>(
    `INSERT INTO proof.tiles (tree, level, index, hashes)
     SELECT 'log', $1, more.index, more.hashes FROM unnest($2::bigint[], $3::bytea[]) AS more (index, hashes)
     ORDER BY 3 ${STORE}`,
    [level, [...byTile.keys()], [...byTile.values()].map((hashes) => Buffer.concat(hashes))],
  );
  return rows.filter(({ hashes }) => (hashes as Buffer | null) !== null);
}
